import Glibc

/// Writes reports whole or not at all.
package enum ReportWriter {
  /// Writes a text, such as a baseline, in the same way.
  @discardableResult
  package static func write(_ text: String, to path: String) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try sink.write(text) }
  }

  /// What fills a sink.
  package typealias Content = (ReportSink) throws(ReportError) -> Void

  package static func write(to path: String, _ content: Content) throws(ReportError) -> Int {
    do {
      switch try OutputTarget.find(path) {
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
///
/// Where the file system can, it has no name until it is whole, so that a killed process leaves nothing behind.
private struct TemporaryFile {
  let descriptor: Int32
  /// The path that it has already; nil where it has none.
  private let named: String?
  private let folder: String
  private let start: String

  /// - Parameter mode: the mode of the file to be replaced; nil for the mode of any new file.
  init(beside target: String, mode: mode_t?) throws(ReportError) {
    let (folder, name) = OutputTarget.split(target)
    // Names may have 255 bytes.
    let start = String(name.unicodeScalars.prefix(50))
    // Without /proc it could not be given a name later.
    let canBeNamed = access("/proc/self/fd", X_OK) == 0
    let unnamed = canBeNamed ? open(folder, O_WRONLY | O_CLOEXEC | Self.withoutName, 0o666) : -1
    if unnamed >= 0 {
      (descriptor, named) = (unnamed, nil)
    } else {
      (descriptor, named) = try Self.create(in: folder, start: start)
    }
    (self.folder, self.start) = (folder, start)
    if let mode { fchmod(descriptor, mode) }
  }

  /// O_TMPFILE, which Swift does not import since its definition is no plain number.
  ///
  /// Source: Linux, include/uapi/asm-generic/fcntl.h.
  private static let withoutName: Int32 = 0o20000000 | O_DIRECTORY

  private static func create(in folder: String, start: String) throws(ReportError) -> (Int32, String) {
    for _ in 0..<100 {
      let path = newPath(in: folder, start: start)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, path) }
      guard errno == EEXIST else { break }
    }
    throw ReportError("cannot create a file in \(folder)", errno: errno)
  }

  private static func newPath(in folder: String, start: String) -> String {
    "\(folder)/.\(start).\(String(UInt32.random(in: 0 ... .max), radix: 36)).tmp"
  }

  /// Puts the file in the target's place, or removes it where that fails.
  func replace(_ target: String) throws(ReportError) {
    let beside: String?
    if let named { beside = named } else { beside = try link(as: target) }
    guard let path = beside else {
      guard close(descriptor) == 0 else { throw ReportError("cannot write", errno: errno) }
      return
    }
    // Some file systems tell only now that there was no room.
    guard close(descriptor) == 0, rename(path, target) == 0 else {
      let code = errno
      unlink(path)
      throw ReportError("cannot replace the file", errno: code)
    }
  }

  /// Gives the file the target's name where that is free, else a name beside it.
  ///
  /// - Returns: The name beside it; nil where it has the target's.
  private func link(as target: String) throws(ReportError) -> String? {
    // Source: open(2), "O_TMPFILE": the descriptor's link in /proc stands for the file.
    let own = "/proc/self/fd/\(descriptor)"
    if linkat(AT_FDCWD, own, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 { return nil }
    var code = errno
    for _ in 0..<100 where code == EEXIST {
      let path = Self.newPath(in: folder, start: start)
      if linkat(AT_FDCWD, own, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return path }
      code = errno
    }
    close(descriptor)
    throw ReportError("cannot create a file in \(folder)", errno: code)
  }

  func discard() {
    close(descriptor)
    if let named { unlink(named) }
  }
}
