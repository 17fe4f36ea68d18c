import Engines
import Exports
import JSONInput
import Schema
import Text
import CSimdjson

extension SnapshotManifest {
  /// Reads a manifest; keys that this version does not know are left aside.
  ///
  /// - Returns: The manifest, or nil where the file has errors or is none; and everything that is wrong with it. A file that
  ///   is of another program has nothing wrong with it.
  static func load(bytes: [UInt8], file: String) -> (SnapshotManifest?, [Problem]) {
    do throws(PlacedJSON.Failure) {
      var reader = ManifestReader(json: try PlacedJSON(bytes: bytes, file: file))
      let manifest = reader.manifest()
      return (reader.problems.isEmpty ? manifest : nil, reader.problems.sorted())
    } catch {
      return (nil, [error.problem])
    }
  }
}

/// Reads a manifest's values and gathers everything that is wrong with them.
private struct ManifestReader {
  let json: PlacedJSON
  private(set) var problems: [Problem] = []

  init(json: PlacedJSON) { self.json = json }

  private mutating func report(_ path: String, _ message: String) {
    problems.append(Problem(at: json.place(of: path), message))
  }

  mutating func manifest() -> SnapshotManifest? {
    let root = JSONValue(json.root)
    guard OwnFilesForm.isSnapshotManifest(root) else { return nil }
    guard root.member("schemaVersion")?.slot.kind == CSJ_INTEGER,
      root.member("schemaVersion")?.integer == SnapshotManifest.schemaVersion
    else {
      report(
        "/schemaVersion",
        "unknown version of a snapshot's manifest: this driftaudit knows version \(SnapshotManifest.schemaVersion)."
      )
      return nil
    }
    let word = text("engine", of: root, at: "")
    let engine = word.flatMap(EngineSet.all.engine)
    if let word, engine == nil {
      report("/engine", Suggestion.unknown("engine", word, known: CatalogAddress.names))
    }
    let taken = text("takenAt", of: root, at: "")
    let version = root.member("tool").flatMap { text("version", of: $0, at: "/tool") }
    let client = root.member("client").flatMap { value -> SnapshotManifest.Client? in
      guard let program = text("program", of: value, at: "/client"),
        let version = text("version", of: value, at: "/client")
      else { return nil }
      return SnapshotManifest.Client(program: program, version: version)
    }
    for key in ["tool", "client"] where root.member(key) == nil { report("", "'\(key)' is missing.") }
    guard let list = root.member("files"), list.isArray else {
      report("/files", "'files' must be a list.")
      return nil
    }
    let files = list.elements.enumerated().compactMap { file($1, at: "/files/\($0)") }
    guard let engine, let taken, let version, let client else { return nil }
    return SnapshotManifest(version: version, takenAt: taken, engine: engine, client: client, files: files)
  }

  private mutating func file(_ value: JSONValue, at path: String) -> SnapshotManifest.File? {
    var name: String?
    if let member = value.member("file"), !member.isAbsentOrNull {
      name = text("file", of: value, at: path)
      // Nothing outside of the folder is a part of the snapshot.
      if let found = name, found.isEmpty || found.hasPrefix(".") || found.contains("/") {
        report("\(path)/file", "'\(found.clipped())' is no name of a file in the snapshot's folder.")
        return nil
      }
    }
    let address = text("address", of: value, at: path)
    let view = text("view", of: value, at: path)
    let statement = text("statement", of: value, at: path)
    let sum = text("sha256", of: value, at: path)
    let numbers = ["rows", "bytes", "attempts"].compactMap { number($0, of: value, at: path) }
    guard let address, let view, let statement, let sum, numbers.count == 3 else { return nil }
    return SnapshotManifest.File(
      name: name, address: address, view: view, statement: statement, rows: numbers[0], bytes: numbers[1],
      sha256: sum, attempts: numbers[2])
  }

  private mutating func text(_ key: String, of value: JSONValue, at path: String) -> String? {
    if let member = value.member(key), member.isString { return member.text }
    report(path, "'\(key)' must be there, and a text.")
    return nil
  }

  private mutating func number(_ key: String, of value: JSONValue, at path: String) -> Int? {
    if let member = value.member(key), member.slot.kind == CSJ_INTEGER, let number = member.integer,
      number >= 0
    {
      return number
    }
    report(path, "'\(key)' must be there, and a number from 0.")
    return nil
  }
}
