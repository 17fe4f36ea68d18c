#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the file system knows about a file.
package struct FileStatus: Hashable, Sendable {
  /// What there is.
  package enum Kind: Hashable, Sendable {
    case folder
    case regular
    /// A symbolic link that was not followed.
    case link
    /// Pipes, sockets and devices: reading them would wait for somebody who writes.
    case special
  }

  package let kind: Kind
  /// Bytes.
  package let size: Int
  /// Who may read, write and run it: the mode without the kind.
  package let permissions: UInt32
  package let identity: FileIdentity

  /// What is at a path.
  package init(of path: String, followingLinks: Bool = true) throws(SystemError) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { throw SystemError.last }
    self.init(status)
  }

  /// What a descriptor has open.
  init(of descriptor: FileDescriptor) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { throw SystemError.last }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: kind = .folder
    case S_IFREG: kind = .regular
    case S_IFLNK: kind = .link
    default: kind = .special
    }
    size = Int(status.st_size)
    permissions = UInt32(status.st_mode & 0o7777)
    identity = FileIdentity(
      device: UInt(truncatingIfNeeded: status.st_dev), number: UInt(truncatingIfNeeded: status.st_ino))
  }
}

/// What makes two paths one file.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  fileprivate init(device: UInt, number: UInt) { (self.device, self.number) = (device, number) }

  /// The file at a path, links followed; nil where there is none.
  package init?(ofFileAt path: String) {
    guard let status = try? FileStatus(of: path) else { return nil }
    self = status.identity
  }
}
