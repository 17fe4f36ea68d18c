import Platform
import CZlib

/// Why an input cannot be read any further.
package struct ByteSourceError: Error, Hashable, Sendable {
  /// What is wrong, in a few words without the file's name.
  package let message: String
}

/// The bytes of one file, in order; gzip is unpacked, recognised by its first two bytes.
package final class ByteSource {
  /// Bytes read from the file so far, still packed where it is packed.
  package private(set) var bytesRead = 0

  private let descriptor: FileDescriptor
  private var inflater: Inflater?
  private var isStarted = false
  /// What was met behind bytes that were still handed out.
  private var failure: ByteSourceError?
  /// The first bytes, read to tell gzip from anything else.
  private var opening: [UInt8] = []

  /// Opens a file, or standard input for `-`.
  package init(_ file: InputFile) throws(ByteSourceError) {
    do throws(SystemError) {
      descriptor = try .input(file.path)
    } catch {
      throw Self.failure(error)
    }
    if (try? descriptor.status())?.kind == .folder {
      try? descriptor.close()
      throw Self.failure(.isFolder)
    }
  }

  deinit { try? descriptor.close() }

  /// Fills `buffer` as far as there are bytes: fewer than its size only at the end of the file, where `isAtEnd`, or in
  /// front of what cannot be read, which the next call throws.
  package func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    if let failure { throw failure }
    if !isStarted { try start() }
    var filled = 0
    while filled < buffer.count, !isAtEnd {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      do throws(ByteSourceError) {
        let count = try readMore(into: rest)
        isAtEnd = count == 0
        filled += count
      } catch {
        guard filled > 0 else { throw error }
        failure = error
        return filled
      }
    }
    return filled
  }

  private func readMore(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard let inflater else { return try readPlain(buffer) }
    return try inflater.read(into: buffer, from: self)
  }

  /// Whether all bytes were handed out.
  package private(set) var isAtEnd = false

  private func start() throws(ByteSourceError) {
    isStarted = true
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 1)
    defer { bytes.deallocate() }
    var count = 0
    while count < 2 {
      let more = try readFile(UnsafeMutableRawBufferPointer(rebasing: bytes[count...]))
      if more == 0 { break }
      count += more
    }
    opening = Array(bytes.prefix(count))
    if opening == [0x1F, 0x8B] { inflater = Inflater() }
  }

  /// Bytes as they stand in the file.
  fileprivate func readPlain(_ buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    if !opening.isEmpty {
      let count = min(opening.count, buffer.count)
      buffer.copyBytes(from: opening.prefix(count))
      opening.removeFirst(count)
      return count
    }
    return try readFile(buffer)
  }

  private func readFile(_ buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    do throws(SystemError) {
      let count = try descriptor.read(into: buffer)
      bytesRead += count
      return count
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: SystemError) -> ByteSourceError {
    ByteSourceError(message: "cannot read: \(error).")
  }
}

extension FileDescriptor {
  /// Opens an input: a file, or standard input for `-`.
  static func input(_ path: String) throws(SystemError) -> FileDescriptor {
    path == "-" ? try standardInput.duplicate() : try reading(path)
  }
}

/// Unpacks gzip, one member after another, as `cat a.gz b.gz` makes them.
private final class Inflater {
  private var stream = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 1)
  private var isEnded = false
  private var isReady = false

  deinit {
    if isReady { inflateEnd(&stream) }
    input.deallocate()
  }

  /// 0 only at the end of the last member.
  func read(into buffer: UnsafeMutableRawBufferPointer, from source: ByteSource) throws(ByteSourceError)
    -> Int
  {
    if !isReady {
      guard driftaudit_inflate_init(&stream) == Z_OK else { throw ByteSourceError(message: "out of memory.") }
      isReady = true
    }
    stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(clamping: buffer.count)
    let wanted = stream.avail_out
    while stream.avail_out == wanted {
      if stream.avail_in == 0 {
        let count = try source.readPlain(input)
        if count == 0 {
          guard isEnded else { throw ByteSourceError(message: "the gzip file is cut short.") }
          return 0
        }
        stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(count)
      }
      if isEnded {
        // Padding with zeros behind the last member is usual on tapes and with some writers.
        guard stream.next_in?.pointee != 0 else {
          stream.avail_in = 0
          continue
        }
        inflateReset(&stream)
        isEnded = false
      }
      switch inflate(&stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isEnded = true
      default: throw ByteSourceError(message: "the gzip file is damaged: \(reason).")
      }
    }
    return Int(wanted - stream.avail_out)
  }

  private var reason: String { stream.msg.map { String(cString: $0) } ?? "unknown error" }
}
