import JSONInput
import Output
import Platform
import Schema

/// Changes a baseline's file: what it holds is read again, changed and written while no other run changes it, so that two
/// runs at once lose nothing.
package enum BaselineFile {
  /// What became of it.
  package enum Change: Sendable {
    /// It holds this now.
    case written(Baseline)
    /// It holds what it held before.
    case unchanged
    /// It could not be read or written, and holds what it held before.
    case failed([Problem])
  }

  /// Changes what a file holds; one that is not there holds no entries.
  ///
  /// - Parameter change: What it is to hold; nil to leave it as it is.
  package static func change(
    _ path: String, knownRules: [String], _ outputs: inout RunOutputs, _ change: (Baseline) -> Baseline?
  ) -> Change {
    // Links lead to the file that is replaced, and it is its folder where others wait.
    let (folder, _) = OutputTarget.split(FileSystem.realPath(path) ?? path)
    do throws(ReportError) {
      try OutputTarget.createFolder(folder)
    } catch {
      return .failed([error.problem])
    }
    // Some network file systems have no locks: there the time in which two runs disturb each other is that of one read and
    // one write.
    let lock = try? FolderLock(on: folder)
    defer { lock?.release() }
    var baseline = Baseline()
    if InputFiles.isFile(path) {
      switch FileBytes.read(path) {
      case .failure(let error): return .failed([error.problem])
      case .success(let bytes):
        let (content, problems) = Baseline.load(bytes: bytes, file: path, knownRules: knownRules)
        guard let content else { return .failed(problems) }
        baseline = content
      }
    }
    guard let changed = change(baseline) else { return .unchanged }
    do throws(ReportError) {
      try outputs.rewrite(changed.text, at: path)
    } catch {
      return .failed([error.problem])
    }
    return .written(changed)
  }
}
