import JSONInput
import Output
import Platform
import Schema
import Settings
import Text

/// Holds the files of a snapshot against its manifest.
package enum SnapshotCheck {
  /// What is wrong with the snapshots whose manifests are among the files; those of other programs are left alone.
  package static func problems(of files: [InputFile]) -> [Problem] {
    files.flatMap { file -> [Problem] in
      let (folder, name) = OutputTarget.split(file.path)
      // Other programs' files of that name may be large; ours tells early what it is.
      guard name == SnapshotManifest.fileName, FileBytes.beginning(of: file.path).contains("\"takenAt\""),
        case .success(let bytes) = FileBytes.read(file.path, atMost: FileBytes.longestReport)
      else {
        return []
      }
      let (manifest, problems) = SnapshotManifest.load(bytes: bytes, file: file.path)
      // That it is no JSON is told where all files are read.
      guard let manifest else { return problems.filter { !$0.message.hasPrefix("not JSON") } }
      return manifest.files.compactMap { entry in
        entry.name.flatMap { problem(of: entry, at: folder == "." ? $0 : RelativePath.file($0, in: folder)) }
      }
    }
  }

  private static func problem(of entry: SnapshotManifest.File, at path: String) -> Problem? {
    let remedy = "Take the snapshot anew, or leave its manifest out."
    guard InputFiles.exists(path) else {
      return Problem(file: path, "the file is missing, which the snapshot's manifest names. \(remedy)")
    }
    guard let (bytes, sum) = try? FileSum.of(path) else { return nil }
    if bytes != entry.bytes || sum != entry.sha256 {
      let sizes =
        bytes == entry.bytes
        ? "other bytes than those" : "\(Count.of(bytes, "byte")), and not the \(Count.grouped(entry.bytes))"
      return Problem(
        file: path, "the file is not what the snapshot's manifest says: \(sizes) that were written. \(remedy)"
      )
    }
    guard let rows = try? SnapshotRows.count(path, most: nil, isList: false), rows != entry.rows else {
      return nil
    }
    return Problem(
      file: path,
      "the file holds \(Count.of(rows, "row")), and the snapshot's manifest says \(Count.grouped(entry.rows)). \(remedy)"
    )
  }
}

/// A file's length and checksum.
enum FileSum {
  /// Bytes, and SHA-256 as 64 hexadecimal digits.
  static func of(_ path: String) throws(SystemError) -> (bytes: Int, sha256: String) {
    let descriptor = try FileDescriptor.reading(path)
    defer { try? descriptor.close() }
    var digest = Digest.Running()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var bytes = 0
    while true {
      let count = try descriptor.read(into: &buffer)
      if count == 0 { return (bytes, digest.hex()) }
      digest.add(buffer[..<count])
      bytes += count
    }
  }
}
