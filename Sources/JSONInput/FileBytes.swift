import Platform
import Schema

/// Reads small files whole.
package enum FileBytes {
  /// Why a file cannot be read.
  package struct Failure: Error, Hashable, Sendable {
    /// What to tell the user.
    package let problem: Problem
  }

  /// The most that is read of a file that people write.
  package static let longestText = 16 << 20
  /// The most that is read of a file that a tool writes.
  package static let longestReport = 1 << 30

  /// The bytes of the file, or of standard input where `path` is `-`; or why they cannot be read.
  ///
  /// - Parameter most: How many bytes are read; a longer file is refused.
  package static func read(_ path: String, atMost most: Int = longestText) -> Result<[UInt8], Failure> {
    do throws(SystemError) {
      let descriptor = try FileDescriptor.input(path)
      defer { try? descriptor.close() }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try descriptor.read(into: &buffer)
        if count == 0 { return .success(bytes) }
        guard bytes.count + count <= most else {
          return .failure(
            Failure(problem: Problem(file: path, "the file is longer than \(most >> 20) MB; not read.")))
        }
        bytes += buffer[..<count]
      }
    } catch {
      return .failure(Failure(problem: Problem(file: path, "cannot read: \(error).")))
    }
  }

  /// The first few bytes of a file as text; nothing where it cannot be read.
  package static func beginning(of path: String) -> String {
    guard let descriptor = try? FileDescriptor.reading(path) else { return "" }
    defer { try? descriptor.close() }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = (try? descriptor.read(into: &buffer)) ?? 0
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}
