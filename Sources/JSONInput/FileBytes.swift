import Schema
import Glibc

/// Reads small files whole.
package enum FileBytes {
  /// Why a file cannot be read.
  package struct Failure: Error, Hashable, Sendable {
    /// What to tell the user.
    package let problem: Problem
  }

  /// The bytes of the file, or of standard input where `path` is `-`; or why they cannot be read.
  package static func read(_ path: String) -> Result<[UInt8], Failure> {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(failure(path)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return .success(bytes) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(failure(path))
      }
      bytes += buffer[..<count]
    }
  }

  /// The first few bytes of a file as text; nothing where it cannot be read.
  package static func beginning(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
  }

  private static func failure(_ path: String) -> Failure {
    Failure(problem: Problem(file: path, "cannot read: \(String(cString: strerror(errno)))."))
  }
}
