import Platform

/// Writes reports whole or not at all.
enum ReportWriter {
  /// Writes a text, such as a baseline, in the same way.
  @discardableResult
  static func write(_ text: String, to path: String) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try sink.write(text) }
  }

  /// What fills a sink.
  typealias Content = (ReportSink) throws(ReportError) -> Void

  static func write(to path: String, _ content: Content) throws(ReportError) -> Int {
    do {
      switch try OutputTarget.find(path) {
      case .descriptor(let descriptor):
        return try write(content, toDescriptor: descriptor)
      case .stream(let path):
        return try writeDirectly(content, to: path)
      case .file(let path, let permissions):
        return try replace(path, permissions: permissions, with: content)
      }
    } catch {
      throw error.naming(path == "-" ? "<stdout>" : path)
    }
  }

  private static func write(_ content: Content, toDescriptor descriptor: FileDescriptor) throws(ReportError)
    -> Int
  {
    let sink = ReportSink(fileDescriptor: descriptor)
    try content(sink)
    try sink.flush()
    return sink.byteCount
  }

  private static func writeDirectly(_ content: Content, to path: String) throws(ReportError) -> Int {
    let descriptor: FileDescriptor
    do throws(SystemError) {
      descriptor = try .writing(path)
    } catch {
      throw ReportError("cannot write", error)
    }
    defer { try? descriptor.close() }
    return try write(content, toDescriptor: descriptor)
  }

  private static func replace(_ path: String, permissions: UInt32?, with content: Content) throws(ReportError)
    -> Int
  {
    let (folder, name) = OutputTarget.split(path)
    let file: WholeFile
    do throws(WholeFile.Failure) {
      file = try WholeFile(in: folder, replacing: name, permissions: permissions)
    } catch {
      throw ReportError(error, in: folder)
    }
    let count: Int
    do {
      count = try write(content, toDescriptor: file.descriptor)
    } catch {
      file.discard()
      throw error
    }
    do throws(WholeFile.Failure) {
      try file.replace(path)
    } catch {
      throw ReportError(error, in: folder)
    }
    return count
  }
}

extension ReportError {
  fileprivate init(_ failure: WholeFile.Failure, in folder: String) {
    switch failure.step {
    case .creating: self.init("cannot create a file in \(folder)", failure.error)
    case .writing: self.init("cannot write", failure.error)
    case .replacing: self.init("cannot replace the file", failure.error)
    }
  }
}
