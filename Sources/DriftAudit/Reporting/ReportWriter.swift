import Glibc

/// Writes reports whole or not at all.
public enum ReportWriter {
  /// Writes the report to `path`, or to standard output where `path` is `-`.
  ///
  /// A file is written beside its target and then renamed, so that a reader finds either the earlier report or the
  /// whole new one; the mode of an existing file stays, a symbolic link stays a link, and missing folders are created.
  /// A FIFO, a device or an open descriptor (`/dev/stdout`, `/dev/fd/3`) is written directly.
  ///
  /// - Returns: the number of bytes.
  /// - Throws: `ReportError` with the name of the file; the earlier report is then as it was.
  @discardableResult
  public static func write(
    _ report: DriftReport, as format: any ReportFormat, to path: String
  ) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try format.write(report, to: sink) }
  }

  /// Writes a text, such as a baseline, in the same way.
  @discardableResult
  public static func write(_ text: String, to path: String) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try sink.write(text) }
  }

  /// What fills a sink.
  private typealias Content = (ReportSink) throws(ReportError) -> Void

  private static func write(to path: String, _ content: Content) throws(ReportError) -> Int {
    do {
      switch try ReportTarget.find(path) {
      case .descriptor(let descriptor):
        return try write(content, toDescriptor: descriptor)
      case .stream(let path):
        return try writeDirectly(content, to: path)
      case .file(let path, let mode):
        return try replace(path, mode: mode, with: content)
      }
    } catch {
      throw error.naming(path == "-" ? "<stdout>" : path)
    }
  }

  private static func write(_ content: Content, toDescriptor descriptor: Int32) throws(ReportError) -> Int {
    let sink = ReportSink(fileDescriptor: descriptor)
    try content(sink)
    try sink.flush()
    return sink.byteCount
  }

  private static func writeDirectly(_ content: Content, to path: String) throws(ReportError) -> Int {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReportError("cannot write", errno: errno) }
    defer { close(descriptor) }
    return try write(content, toDescriptor: descriptor)
  }

  private static func replace(_ path: String, mode: mode_t?, with content: Content) throws(ReportError) -> Int
  {
    let temporary = try TemporaryFile(beside: path, mode: mode)
    let count: Int
    do {
      count = try write(content, toDescriptor: temporary.descriptor)
    } catch {
      temporary.discard()
      throw error
    }
    try temporary.replace(path)
    return count
  }
}

/// A new file in the folder of the one that it is to replace.
private struct TemporaryFile {
  let path: String
  let descriptor: Int32

  /// - Parameter mode: the mode of the file to be replaced; nil for the mode of any new file.
  init(beside target: String, mode: mode_t?) throws(ReportError) {
    let (folder, name) = ReportTarget.split(target)
    // Names may have 255 bytes.
    let start = String(name.unicodeScalars.prefix(50))
    for _ in 0..<100 {
      let number = String(UInt32.random(in: 0 ... .max), radix: 36)
      let path = "\(folder)/.\(start).\(number).tmp"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        (self.path, self.descriptor) = (path, descriptor)
        if let mode { fchmod(descriptor, mode) }
        return
      }
      guard errno == EEXIST else { break }
    }
    throw ReportError("cannot create a file in \(folder)", errno: errno)
  }

  /// Puts the file in the target's place, or removes it where that fails.
  func replace(_ target: String) throws(ReportError) {
    // Some file systems tell only now that there was no room.
    guard close(descriptor) == 0, rename(path, target) == 0 else {
      let code = errno
      unlink(path)
      throw ReportError("cannot replace the file", errno: code)
    }
  }

  func discard() {
    close(descriptor)
    unlink(path)
  }
}
