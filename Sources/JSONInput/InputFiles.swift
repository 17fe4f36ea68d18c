import Platform
import Schema
import Text

/// One file to read.
package struct InputFile: Hashable, Sendable {
  /// The path as the user named it, or as found below a folder that the user named; `-` for standard input.
  package let path: String
  /// What diagnostics and reports call the file in place of its path, which means nothing to the user; nil for the path.
  let title: String?
  /// The folder that the user named and that the file was found in; nil for a file that was named itself.
  var root: String?
  /// The innermost folders that distinguish the file from others of its name, the innermost last; usually none.
  var folders: [Substring] = []

  /// Whether a search has found it below a folder, and nobody has named it.
  package internal(set) var isFound = false

  /// A file by its path.
  package init(path: String) { self.init(path: path, title: nil) }

  /// A file that was made for this run.
  package init(path: String, title: String?) {
    self.path = path
    self.title = title
    root = nil
  }

  /// A file that was found in a folder.
  init(path: String, in root: String) {
    self.path = path
    title = nil
    self.root = root
  }

  /// Bytes as they stand in the file; nil for what is no regular file, and for what is not there.
  package var size: Int? {
    guard path != "-", let status = try? FileStatus(of: path), status.kind == .regular else { return nil }
    return status.size
  }

  /// How diagnostics and reports name the file.
  package var displayName: String { title ?? (path == "-" ? "<stdin>" : path) }

  /// Whether the user can find the file by the name that diagnostics and reports give it.
  package var isNamedByPath: Bool { title == nil && path != "-" }

  /// The folder whose name comes before the table's, as a dataset's does; nil where the file's name is enough.
  package var tableFolder: String? { folders.last.map(String.init) }

  /// The folders around that one, as far as they are needed; nil where they are not.
  package var outerFolders: String? { folders.count > 1 ? folders.dropLast().joined(separator: "/") : nil }

  /// What a bare schema array in this file is called: the file's name without `.gz` and then without its last ending.
  package var tableName: String {
    if path == "-" { return "stdin" }
    if let table = lakeTable { return table.table }
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if name.hasSuffix(".gz"), name.utf8.count > 3 { name.removeLast(3) }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name.removeSubrange(dot...) }
    return name
  }
}

/// The files that a list of INPUTs names.
package struct InputFiles: Sendable {
  /// In byte order within each folder, without repetitions.
  package private(set) var files: [InputFile] = []
  /// Files in folders that do not look like exports by their ending, and were left.
  package private(set) var skipped = 0
  /// Files of tables in a lakehouse that a newer one makes old, and were left.
  package private(set) var superseded = 0
  /// Inputs that are not there, folders that cannot be read or hold no exports.
  package private(set) var problems: [Problem] = []

  private var seen: Set<String> = []
  /// Folders that the search of one INPUT has met: a link back to one of them is not followed.
  private var searched: Set<FileIdentity> = []
  /// Exports that the search of one INPUT has met, also those that were named before.
  private var met = 0

  /// The endings by which files in a folder are taken for exports.
  package static let endings = [".json", ".jsonl", ".ndjson", ".bq", ".avsc", ".odcs.yaml", ".odcs.yml"]

  /// Expands files, folders (searched in full, hidden ones left), globs and `-`.
  package init(_ inputs: [String]) { self.init(inputs, standingFor: [:]) }

  /// The same, but for inputs that other files stand for.
  package init(_ inputs: [String], standingFor files: [String: [InputFile]]) {
    for input in inputs {
      if let own = files[input] { own.forEach { add($0) } } else { expand(input) }
    }
    let newest = LakeFiles.newest(of: self.files)
    superseded += self.files.count - newest.count
    self.files = newest
  }

  /// Whether there is a file, and no folder, at `path`.
  package static func isFile(_ path: String) -> Bool {
    kind(path).map { $0 != .folder } ?? false
  }

  /// The file with the schema of a lakehouse's table whose folder a path names; nil for any other path.
  package static func schemaFile(ofTableIn folder: String) -> String? {
    guard kind(folder) == .folder else { return nil }
    let places = [LakeFiles.deltaLog, "metadata"].map { LakeFiles.path(of: $0, in: folder) }
    let found = InputFiles(places.filter { kind($0) == .folder }).files.filter { $0.lakeTable != nil }
    return found.count == 1 ? found[0].path : nil
  }

  /// What is at a path, links followed; nil where there is nothing.
  private static func kind(_ path: String) -> FileStatus.Kind? { try? FileStatus(of: path).kind }

  private mutating func expand(_ input: String) {
    if input == "-" { return add(input) }
    switch Self.kind(input) {
    case .folder: search(input)
    case .regular, .link, .special: add(input)
    case nil:
      let matches = Self.glob(input)
      if matches.isEmpty { problems.append(Self.missing(input)) }
      for match in matches {
        switch Self.kind(match) {
        case .folder: search(match)
        case .link, .special: skipped += 1
        case .regular, nil: add(match)
        }
      }
    }
  }

  private mutating func add(_ path: String, isFound: Bool = false) {
    var file = InputFile(path: path)
    file.isFound = isFound
    add(file)
  }

  private mutating func add(_ path: String, in root: String) {
    var file = InputFile(path: path, in: root)
    file.isFound = true
    add(file)
  }

  private mutating func add(_ file: InputFile) {
    if seen.insert(file.path).inserted {
      files.append(file)
    } else if !file.isFound, let known = files.firstIndex(where: { $0.path == file.path && $0.isFound }) {
      files[known].isFound = false
    }
  }

  private mutating func search(_ folder: String) {
    let skippedBefore = skipped
    (searched, met) = ([], 0)
    var path = folder[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    walk(String(path), in: String(path))
    if met == 0 {
      let others = skipped - skippedBefore
      let seen = others == 0 ? "" : " (\(others) other \(others == 1 ? "file" : "files"))"
      problems.append(
        Problem(
          file: folder,
          "the folder holds no exports\(seen): files named \(Self.endings.joined(separator: ", ")) or with .gz behind "
            + "that are read."))
    }
  }

  private mutating func walk(_ folder: String, in root: String) {
    guard let identity = FileIdentity(ofFileAt: folder), searched.insert(identity).inserted else { return }
    let names: [String]
    switch Self.names(in: folder) {
    case .success(let found): names = found
    case .failure(let error):
      problems.append(Problem(file: folder, error.message))
      return
    }
    let isLog = LakeFiles.isLog(folder)
    if isLog, addLog(names, folder, in: root) { return }
    let metadata = names.filter { LakeFiles.icebergVersion($0) != nil }
    let newest = metadata.count > 1 ? LakeFiles.newestMetadata(among: names, in: folder) : metadata
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let path = LakeFiles.path(of: name, in: folder)
      if LakeFiles.icebergVersion(name) != nil, !newest.contains(name) {
        superseded += 1
        continue
      }
      if name.unicodeScalars.contains("\u{FFFD}"), !Self.exists(path) {
        problems.append(
          Problem(file: folder, "the name of a file, '\(name.clipped())', is not UTF-8: the file is left."))
        continue
      }
      switch Self.kind(path) {
      case .folder: walk(path, in: root)
      case .regular where Self.isExport(name), nil where Self.isExport(name):
        met += 1
        add(path == "-" ? "./-" : path, in: root)
      case .regular, .link, .special, nil: skipped += 1
      }
    }
  }

  /// Adds the one file of a Delta table's log that holds its schema; false where the folder holds no log.
  private mutating func addLog(_ names: [String], _ folder: String, in root: String) -> Bool {
    let shown = names.filter { !$0.hasPrefix(".") }
    if let file = LakeFiles.schemaFile(ofLog: shown, in: folder) {
      met += 1
      superseded += shown.count - 1
      add(LakeFiles.path(of: file, in: folder), in: root)
      return true
    }
    guard let checkpoint = shown.filter({ $0.contains(".checkpoint") }).max() else { return false }
    met += 1
    skipped += shown.count
    problems.append(
      Problem(
        file: folder,
        "this Delta log has no commits: its schema is in the checkpoint \(checkpoint.clipped()), and Parquet is not read. "
          + "Export the schema as JSON: DeltaTable(PATH).schema().to_json() in Python, or spark.table(NAME).schema.json."
      ))
    return true
  }

  /// Whether there is anything at `path`, also a link that leads nowhere.
  package static func exists(_ path: String) -> Bool {
    FileSystem.exists(path)
  }

  /// Whether a file of that name in a folder is taken for an export.
  package static func isExport(_ name: String) -> Bool {
    let lower = name.lowercased()
    let plain = lower.hasSuffix(".gz") ? String(lower.dropLast(3)) : lower
    return endings.contains { plain.hasSuffix($0) }
  }

  private static func glob(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
    return FileSystem.paths(matching: pattern).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func missing(_ input: String) -> Problem {
    let parts = input.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let name = String(parts.last ?? "")
    if exists(input) { return Problem(file: input, "this is a link that leads nowhere.") }
    let neighbours = (try? names(in: folder.isEmpty ? "." : folder).get()) ?? []
    let nearest = NearestName.find(name, among: neighbours.sorted())
    let hint = nearest.map { " (nearest: \(folder.isEmpty ? $0 : folder + "/" + $0))" } ?? ""
    let isGlob = name.contains { "*?[".contains($0) }
    return Problem(
      file: input, isGlob ? "no file matches this pattern\(hint)." : "no such file or folder\(hint).")
  }

  /// Names of what a folder holds, in no particular order.
  package static func names(in folder: String) -> Result<[String], ByteSourceError> {
    do throws(SystemError) {
      return .success(try FileSystem.names(in: folder))
    } catch {
      return .failure(ByteSourceError(message: "cannot read the folder: \(error)."))
    }
  }
}
