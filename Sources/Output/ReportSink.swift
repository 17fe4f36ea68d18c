import Platform

/// Where a report's bytes go: a file descriptor, through a buffer, or memory.
package final class ReportSink {
  /// What is not yet written; writers of this module append to it and then call `drainIfFull`.
  var buffer: [UInt8] = []
  private let descriptor: FileDescriptor?
  private var drained = 0
  private static let capacity = 1 << 16

  /// How many bytes were written so far, those still in the buffer included.
  var byteCount: Int { drained + buffer.count }

  /// A sink that writes to an open file descriptor, which stays open: whoever opened it closes it, after `flush()`.
  package init(fileDescriptor: FileDescriptor) {
    descriptor = fileDescriptor
    buffer.reserveCapacity(Self.capacity + 4096)
  }

  private init() { descriptor = nil }

  /// A sink that keeps everything in memory, to be read from `text`.
  package static func memory() -> ReportSink { ReportSink() }

  /// What a sink in memory has taken; of any other sink, what is still in the buffer.
  package var text: String { String(decoding: buffer, as: UTF8.self) }

  /// Writes text as UTF-8.
  package func write(_ text: String) throws(ReportError) {
    buffer.append(contentsOf: text.utf8)
    try drainIfFull()
  }

  /// Writes bytes as they are.
  package func write(bytes: some Sequence<UInt8>) throws(ReportError) {
    buffer.append(contentsOf: bytes)
    try drainIfFull()
  }

  /// Hands everything to the system; a sink in memory keeps it.
  package func flush() throws(ReportError) {
    guard let descriptor, !buffer.isEmpty else { return }
    do throws(SystemError) {
      try descriptor.write(buffer)
    } catch {
      throw ReportError("cannot write", error)
    }
    drained += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Empties the buffer once it is worth a system call.
  func drainIfFull() throws(ReportError) {
    if descriptor != nil, buffer.count >= Self.capacity { try flush() }
  }
}
