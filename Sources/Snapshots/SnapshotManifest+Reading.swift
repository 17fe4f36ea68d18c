import Engines
import Exports
import JSONInput
import Schema
import Text

extension SnapshotManifest {
  /// Reads a manifest; keys that this version does not know are left aside.
  ///
  /// - Returns: The manifest, or nil where the file has errors or is none; and everything that is wrong with it. A file that
  ///   is of another program has nothing wrong with it.
  static func load(bytes: [UInt8], file: String) -> (SnapshotManifest?, [Problem]) {
    PlacedReader.read(bytes: bytes, file: file) { $0.manifest() }
  }
}

extension PlacedReader {
  fileprivate mutating func manifest() -> SnapshotManifest? {
    guard OwnFilesForm.isSnapshotManifest(json.root), let root = root("a manifest"),
      isVersion(
        SnapshotManifest.schemaVersion, at: "schemaVersion", of: root, "a snapshot's manifest")
    else { return nil }
    let word = text("engine", of: root)
    let engine = word.flatMap(EngineSet.all.engine)
    if let word, engine == nil {
      report("/engine", Suggestion.unknown("engine", word, known: CatalogAddress.names))
    }
    let taken = text("takenAt", of: root)
    let version = object("tool", of: root).flatMap { text("version", of: $0) }
    let client = object("client", of: root).flatMap { self.client($0) }
    let files = array("files", of: root)?.compactMap { file($0.value, at: $0.path) }
    guard let engine, let taken, let version, let client, let files else { return nil }
    return SnapshotManifest(version: version, takenAt: taken, engine: engine, client: client, files: files)
  }

  private mutating func client(_ object: Object) -> SnapshotManifest.Client? {
    let program = text("program", of: object)
    let version = text("version", of: object)
    guard let program, let version else { return nil }
    return SnapshotManifest.Client(program: program, version: version)
  }

  private mutating func file(_ value: JSONValue, at path: String) -> SnapshotManifest.File? {
    guard let object = object(value, path, "a file") else { return nil }
    let name = optionalText("file", of: object)
    // Nothing outside of the folder is a part of the snapshot.
    if let name, name.isEmpty || name.hasPrefix(".") || name.contains("/") {
      report("\(path)/file", "'\(name.clipped())' is no name of a file in the snapshot's folder.")
      return nil
    }
    let address = text("address", of: object)
    let view = text("view", of: object)
    let statement = text("statement", of: object)
    let sum = text("sha256", of: object)
    let rows = number("rows", of: object)
    let bytes = number("bytes", of: object)
    let attempts = number("attempts", of: object)
    guard let address, let view, let statement, let sum, let rows, let bytes, let attempts else { return nil }
    return SnapshotManifest.File(
      name: name, address: address, view: view, statement: statement, rows: rows, bytes: bytes, sha256: sum,
      attempts: attempts)
  }
}
