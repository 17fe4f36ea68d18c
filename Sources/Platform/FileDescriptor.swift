#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file, pipe or terminal that this process has open.
package struct FileDescriptor: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The number, as in `/dev/fd/3`.
  package let number: Int32

  /// A descriptor by its number.
  package init(_ number: Int32) { self.number = number }

  package init(integerLiteral number: Int32) { self.number = number }

  package static let standardInput: FileDescriptor = 0
  package static let standardOutput: FileDescriptor = 1
  package static let standardError: FileDescriptor = 2

  /// The folder in which each open descriptor has a link of its own.
  package static var folder: String {
    #if os(Linux)
      // Source: proc(5).
      "/proc/self/fd"
    #else
      "/dev/fd"
    #endif
  }

  // MARK: Opening

  /// Opens a file for reading.
  package static func reading(_ path: String) throws(SystemError) -> FileDescriptor {
    try opened(open(path, O_RDONLY | O_CLOEXEC))
  }

  /// Opens what is there already, such as a FIFO or a device, for writing.
  package static func writing(_ path: String) throws(SystemError) -> FileDescriptor {
    try opened(open(path, O_WRONLY | O_CLOEXEC))
  }

  /// Creates a file, which must not be there yet, for writing.
  package static func creating(_ path: String) throws(SystemError) -> FileDescriptor {
    try opened(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666))
  }

  /// Opens a file for writing at its end, and creates it where it is missing.
  package static func appending(to path: String) throws(SystemError) -> FileDescriptor {
    try opened(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666))
  }

  /// Creates a file without a name, for writing; nil where the system or the folder's file system cannot do that, or
  /// where `name(as:)` could not give it a name later.
  static func withoutName(in folder: String) -> FileDescriptor? {
    #if os(Linux)
      guard access(Self.folder, X_OK) == 0 else { return nil }
      // O_TMPFILE, which Swift does not import since its definition is no plain number.
      // Source: Linux, include/uapi/asm-generic/fcntl.h.
      let withoutName: Int32 = 0o20000000 | O_DIRECTORY
      return try? opened(open(folder, O_WRONLY | O_CLOEXEC | withoutName, 0o666))
    #else
      return nil
    #endif
  }

  /// Another descriptor of the same open file.
  package func duplicate() throws(SystemError) -> FileDescriptor { try Self.opened(dup(number)) }

  private static func opened(_ number: Int32) throws(SystemError) -> FileDescriptor {
    guard number >= 0 else { throw SystemError.last }
    return FileDescriptor(number)
  }

  // MARK: Reading and writing

  /// Reads what is there, or waits for it.
  ///
  /// - Returns: How many bytes were read; 0 at the end only.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = readBytes(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      let error = SystemError.last
      if error.code != EINTR { throw error }
    }
  }

  /// The same into an array, as many bytes as it has at most.
  package func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    try buffer.withUnsafeMutableBufferPointer { bytes throws(SystemError) in
      try read(into: UnsafeMutableRawBufferPointer(bytes))
    }
  }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try bytes.withUnsafeBufferPointer { buffer throws(SystemError) in
      let bytes = UnsafeRawBufferPointer(buffer)
      var sent = 0
      while sent < bytes.count {
        let count = writeBytes(number, UnsafeRawBufferPointer(rebasing: bytes[sent...]))
        let error = SystemError.last
        if count >= 0 {
          sent += count
        } else if error.code == EAGAIN {
          // Standard output may be a pipe that someone else has made non-blocking.
          var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if error.code != EINTR {
          throw error
        }
      }
    }
  }

  /// Writes what the system takes at once; the rest is lost.
  package func offer(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { writeBytes(number, $0) } }

  // MARK: The file

  /// What is known about the file.
  package func status() throws(SystemError) -> FileStatus { try FileStatus(of: self) }

  /// Cuts the file.
  package func truncate(to size: Int) throws(SystemError) {
    guard ftruncate(number, off_t(size)) == 0 else { throw SystemError.last }
  }

  /// Sets who may read and write the file.
  func setPermissions(_ permissions: UInt32) throws(SystemError) {
    guard fchmod(number, mode_t(truncatingIfNeeded: permissions)) == 0 else { throw SystemError.last }
  }

  /// Gives a file without a name one, where that is free.
  func name(as path: String) throws(SystemError) {
    // Source: open(2), "O_TMPFILE": the descriptor's link in /proc stands for the file.
    let own = "\(Self.folder)/\(number)"
    guard linkat(AT_FDCWD, own, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 else { throw SystemError.last }
  }

  /// Closes it. Some file systems report only now that there was no room.
  package func close() throws(SystemError) {
    guard closeNumber(number) == 0 else { throw SystemError.last }
  }
}

// Inside of the type these names are those of its methods.

private func readBytes(_ number: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, start, count)
}

private func writeBytes(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(number, bytes.baseAddress, bytes.count)
}

private func closeNumber(_ number: Int32) -> Int32 { close(number) }
