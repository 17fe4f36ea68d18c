#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that one process at a time holds: others that ask for it wait until it is released or its holder has ended.
///
/// No file is made for it, so that none is left where a process is killed. It binds only those who ask.
package struct FolderLock {
  private let descriptor: FileDescriptor

  /// Waits for a folder.
  ///
  /// - Throws: `SystemError` where it cannot be opened, or where its file system has no locks.
  package init(on folder: String) throws(SystemError) {
    let number = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError.last }
    descriptor = FileDescriptor(number)
    while flock(number, LOCK_EX) != 0 {
      let error = SystemError.last
      guard error.code != EINTR else { continue }
      try? descriptor.close()
      throw error
    }
  }

  /// Lets the next one have it.
  package func release() { try? descriptor.close() }
}
