// Of this room's branches only those for Glibc are compiled so far; those for Musl and Darwin are written from these
// systems' headers.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why the operating system did not do what it was asked for.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's number for it.
  package let code: Int32

  /// An error by its number.
  package init(code: Int32) { self.code = code }

  /// The error of the call that failed last in this thread.
  static var last: SystemError { SystemError(code: errno) }

  /// Nothing is there.
  package static let notFound = SystemError(code: ENOENT)
  /// Something is there already.
  package static let exists = SystemError(code: EEXIST)
  /// A folder is not empty.
  package static let notEmpty = SystemError(code: ENOTEMPTY)
  /// What was to be read is a folder.
  package static let isFolder = SystemError(code: EISDIR)
  /// Links lead to links without an end.
  package static let tooManyLinks = SystemError(code: ELOOP)
  /// This account may not do that.
  package static let permissionDenied = SystemError(code: EACCES)

  /// The system's words: `No space left on device`.
  package var description: String { String(cString: strerror(code)) }
}
