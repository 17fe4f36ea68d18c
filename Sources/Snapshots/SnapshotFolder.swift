import Platform
import JSONInput
import Output
import Settings
import Text

/// A folder that appears whole or not at all: filled under a hidden name beside its own, and then renamed.
package struct SnapshotFolder: Sendable {
  /// Where files are written until it is whole.
  let path: String
  /// Its own path, links followed; nil for a folder that is only read in this run.
  private let target: String?
  private let name: String

  /// A folder that will stand at a path, missing folders on the way created. A snapshot that is there is replaced in the end.
  ///
  /// - Throws: `ReportError` where something else is there: nothing of it would be removed.
  package init(at target: String) throws(ReportError) {
    var trimmed = target[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let named = String(trimmed)
    try Self.require(replaceable: named, named: target)
    let own = FileSystem.realPath(named) ?? named
    let (folder, last) = OutputTarget.split(own)
    guard last != "..", last != "." else {
      throw ReportError(file: target, reason: "is no name of a folder.")
    }
    do throws(ReportError) { try OutputTarget.createFolder(folder) } catch { throw error.naming(target) }
    let start = String(last.unicodeScalars.prefix(50))
    path = try Self.create("\(folder)/.\(start).XXXXXX", named: target)
    // A folder of mkdtemp's is its owner's alone; this one is as any new folder.
    FileSystem.shareFolder(path)
    self.target = own
    name = target
  }

  /// A folder that is only read in this run, where temporary files go.
  ///
  /// - Parameter parent: The folder for temporary files.
  /// - Throws: `ReportError` where there is no room for it.
  package init(temporaryIn parent: String) throws(ReportError) {
    path = try Self.create(RelativePath.file("driftaudit.XXXXXX", in: parent), named: parent)
    target = nil
    name = path
  }

  private static func create(_ pattern: String, named name: String) throws(ReportError) -> String {
    do throws(SystemError) {
      return try FileSystem.createPrivateFolder(pattern)
    } catch {
      throw ReportError(file: name, "cannot create a folder", error)
    }
  }

  /// Fills the folder and puts it in its place, where everything was answered; otherwise nothing is left of it.
  ///
  /// - Throws: `ReportError` where it cannot be put there; what was there before is then as it was.
  package func filled(_ fill: (SnapshotFolder) -> SnapshotRun.Outcome) throws(ReportError)
    -> SnapshotRun.Outcome
  {
    let outcome = fill(self)
    guard case .taken = outcome else {
      discard()
      return outcome
    }
    do throws(ReportError) {
      try publish()
    } catch {
      discard()
      throw error
    }
    return outcome
  }

  private func publish() throws(ReportError) {
    guard let target else { return }
    try Self.require(replaceable: target, named: name)
    do throws(SystemError) {
      // An empty folder gives way by itself.
      try FileSystem.move(path, to: target)
      return
    } catch {
      guard error == .notEmpty || error == .exists else {
        throw ReportError(file: name, "cannot put the snapshot in its place", error)
      }
    }
    let (folder, last) = OutputTarget.split(target)
    let old = try Self.create("\(folder)/.\(String(last.unicodeScalars.prefix(50))).XXXXXX", named: name)
    do throws(SystemError) {
      try FileSystem.move(target, to: old)
    } catch {
      try? FileSystem.removeFolder(old)
      throw ReportError(file: name, "cannot move the snapshot that is there", error)
    }
    do throws(SystemError) {
      try FileSystem.move(path, to: target)
    } catch {
      try? FileSystem.move(old, to: target)
      throw ReportError(file: name, "cannot put the snapshot in its place", error)
    }
    Self.remove(old)
  }

  /// Removes what is not whole, or no longer needed.
  package func discard() { Self.remove(path) }

  /// Only files: a snapshot has no folders in it.
  private static func remove(_ folder: String) {
    for file in (try? FileSystem.names(in: folder)) ?? [] { try? FileSystem.removeFile("\(folder)/\(file)") }
    try? FileSystem.removeFolder(folder)
  }

  // MARK: What may be replaced

  /// - Throws: `ReportError` unless nothing, an empty folder, or a snapshot and nothing else stands at a path.
  private static func require(replaceable path: String, named name: String) throws(ReportError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw ReportError(file: name, reason: "not a name that a folder can have")
    }
    guard InputFiles.exists(path) else { return }
    let refusal = "is left as it is: only an empty folder or an earlier snapshot is replaced"
    guard case .success(let names) = InputFiles.names(in: path) else {
      throw ReportError(file: name, reason: "\(refusal), and it is no folder that can be read.")
    }
    if let here = FileSystem.realPath("."), let own = FileSystem.realPath(path),
      here == own || here.hasPrefix(own == "/" ? own : own + "/")
    {
      throw ReportError(file: name, reason: "\(refusal), and this run stands in it. Name another folder.")
    }
    if names.isEmpty { return }
    let file = RelativePath.file(SnapshotManifest.fileName, in: path)
    guard case .success(let bytes) = FileBytes.read(file, atMost: FileBytes.longestReport),
      let manifest = SnapshotManifest.load(bytes: bytes, file: file).0
    else {
      throw ReportError(
        file: name, reason: "\(refusal), and it holds no manifest of one. Name another folder.")
    }
    let own = Set(manifest.files.compactMap(\.name) + [SnapshotManifest.fileName])
    if let other = names.sorted().first(where: { !own.contains($0) }) {
      throw ReportError(
        file: name,
        reason:
          "\(refusal), and it holds '\(other.clipped())' beside one. Move that away, or name another folder.")
    }
  }
}
