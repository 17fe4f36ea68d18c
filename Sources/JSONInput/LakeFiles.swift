import Platform
import Schema

/// Files of a lakehouse's folders: which of a table's many holds its schema.
///
/// Source: Delta Transaction Log Protocol, "Delta Log Entries", "Checkpoints" and "Version Checksum File"; Iceberg specification,
/// "Metadata Files" and "File System Tables".
enum LakeFiles {
  // MARK: Names

  /// The name of the folder with a Delta table's log.
  static let deltaLog = "_delta_log"

  /// What a file of a Delta log is.
  struct LogFile {
    /// Which version of the table it makes, or tells of.
    let version: String
    let kind: Kind
    let name: String

    /// In the order in which they are looked at for one version.
    enum Kind: Int { case checksum, commit, checkpoint }

    /// `00000000000000000007.json`, the same with `.crc`, or a checkpoint of the second kind, as JSON; nil for other names.
    init?(_ name: String) {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard let first = parts.first, first.utf8.count == 20, LakeFiles.isNumber(first) else { return nil }
      switch (parts.count, parts.last) {
      case (2, "json"): kind = .commit
      case (2, "crc"): kind = .checksum
      case (4, "json") where parts[1] == "checkpoint": kind = .checkpoint
      default: return nil
      }
      version = String(first)
      self.name = name
    }

    /// The newest first.
    static func isBefore(_ one: LogFile, _ other: LogFile) -> Bool {
      one.version != other.version ? one.version > other.version : one.kind.rawValue < other.kind.rawValue
    }
  }

  /// The version that the name of an Iceberg table's metadata file says: `v3.metadata.json`, `00003-UUID.metadata.json`,
  /// each also packed; nil for other names.
  static func icebergVersion(_ name: String) -> Int? {
    var stem = name[...]
    for ending in [".gz", ".json", ".metadata", ".gz"] where stem.hasSuffix(ending) {
      stem = stem.dropLast(ending.utf8.count)
    }
    guard name.contains(".metadata.json") else { return nil }
    if stem.hasPrefix("v"), isNumber(stem.dropFirst()) { return Int(stem.dropFirst()) }
    guard let dash = stem.firstIndex(of: "-"), stem[dash...].utf8.count == 37, isNumber(stem[..<dash]) else {
      return nil
    }
    return Int(stem[..<dash])
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether a folder is named as a Delta table's log.
  static func isLog(_ folder: String) -> Bool { realName(of: folder) == deltaLog }

  /// A folder's own name, also of the one that the program runs in.
  static func realName(of folder: String) -> String? {
    let name = split(folder).name
    return [".", ".."].contains(name) ? FileSystem.realPath(folder).map { split($0).name } : name
  }

  // MARK: Choosing

  /// The file of a Delta log that holds the table's schema as it is now: the newest that has a metaData. The newest of all
  /// where none has one; nil where there are no commits.
  ///
  /// Commits are looked at from the newest back, so that a log of ten thousand is read no further than to the last metaData.
  static func schemaFile(ofLog names: [String], in folder: String) -> String? {
    let files = names.compactMap(LogFile.init).sorted(by: LogFile.isBefore)
    guard let newest = files.first(where: { $0.kind != .checksum }) else { return nil }
    let search = MetaDataSearch()
    for file in files {
      // The table's state after an older version says nothing of later ones.
      if file.kind == .checksum, file.version != newest.version { continue }
      if search.finds(in: path(of: file.name, in: folder), isChecksum: file.kind == .checksum) {
        return file.name
      }
    }
    return newest.name
  }

  /// The newest of a folder's Iceberg metadata files; several where their names say the same version.
  static func newestMetadata(among names: [String], in folder: String) -> [String] {
    let versions = names.compactMap { name in icebergVersion(name).map { (version: $0, name: name) } }
    guard var newest = versions.map(\.version).max() else { return [] }
    // Tables without a catalog say which version is theirs: a later one was not finished.
    if names.contains("version-hint.text"),
      case .success(let bytes) = FileBytes.read(path(of: "version-hint.text", in: folder)),
      let hint = Int(String(decoding: bytes.filter { !$0.isJSONSpace }, as: UTF8.self)),
      versions.contains(where: { $0.version == hint })
    {
      newest = hint
    }
    return versions.filter { $0.version == newest }.map(\.name)
  }

  static func path(of name: String, in folder: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Of files that were named one by one those that would be read of their folders: of several commits of one log, or several
  /// versions of one table's metadata, the newest.
  static func newest(of files: [InputFile]) -> [InputFile] {
    let folders = Dictionary(grouping: files.filter { isOfTable($0.path) }) { split($0.path).folder }
    var left: Set<String> = []
    for (folder, found) in folders where found.count > 1 {
      let names = found.map { split($0.path).name }
      let kept =
        isLog(folder)
        ? schemaFile(ofLog: names, in: folder).map { [$0] } ?? names
        : newestMetadata(among: names, in: folder)
      for file in found where !kept.contains(split(file.path).name) { left.insert(file.path) }
    }
    return left.isEmpty ? files : files.filter { !left.contains($0.path) }
  }

  private static func isOfTable(_ path: String) -> Bool {
    let (folder, name) = split(path)
    if icebergVersion(name) != nil { return true }
    return isLog(folder) && LogFile(name) != nil
  }

  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (
      slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...])
    )
  }
}

extension InputFile {
  /// The table in whose folder the file is: the folder above `_delta_log`, or above Iceberg's `metadata`; nil for other files.
  package var lakeTable: TableName? {
    if let table = lakeTableOfPath { return table }
    guard let folder = lakeFolder, let path = FileSystem.realPath(folder) else { return nil }
    return path.split(separator: "/").dropLast().last.map { TableName(table: String($0)) }
  }

  /// The same, but nil where the path begins below the table's folder.
  ///
  /// Folders between the one that the user named and the table's are its dataset and its project.
  package var lakeTableOfPath: TableName? {
    guard let folder = lakeFolder else { return nil }
    let parts = folder.split(separator: "/").map(String.init).filter { $0 != "." }.dropLast()
    guard let table = parts.last, table != ".." else { return nil }
    let below = root.map { parts.dropFirst($0.split(separator: "/").count(where: { $0 != "." })) } ?? []
    let above = below.dropLast()
    return TableName(
      project: above.dropLast().last, dataset: above.last.map(Self.withoutEnding), table: table)
  }

  /// The folder of the file, where a table keeps its schema in it.
  private var lakeFolder: String? {
    guard path != "-" else { return nil }
    let (folder, name) = LakeFiles.split(path)
    let isMetadata = LakeFiles.realName(of: folder) == "metadata" && LakeFiles.icebergVersion(name) != nil
    return isMetadata || LakeFiles.isLog(folder) ? folder : nil
  }

  /// A database's name without the ending that Hive gives its folder: `shop.db`.
  private static func withoutEnding(_ folder: String) -> String {
    folder.hasSuffix(".db") && folder.utf8.count > 3 ? String(folder.dropLast(3)) : folder
  }
}

/// Looks for a metaData action in one file after another.
private final class MetaDataSearch {
  private var space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)

  deinit { space.deallocate() }

  /// Whether a commit has a line that is a metaData action, or a checksum file the metadata.
  func finds(in path: String, isChecksum: Bool) -> Bool {
    guard let descriptor = try? FileDescriptor.reading(path) else { return false }
    defer { try? descriptor.close() }
    var count = 0
    while let more = try? descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: space[count...])),
      more > 0
    {
      count += more
      if count == space.count { grow() }
    }
    let text = UnsafeRawBufferPointer(rebasing: space[..<count])
    return isChecksum ? Self.hasMember("metadata", in: text) : Self.hasAction(in: text)
  }

  private func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: space.count * 4, alignment: 1)
    larger.copyMemory(from: UnsafeRawBufferPointer(space))
    space.deallocate()
    space = larger
  }

  private static func hasAction(in text: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while start < text.count {
      if isAction(text, from: start) { return true }
      guard let base = text.baseAddress, let end = Memory.first(0x0A, in: base + start, text.count - start)
      else {
        return false
      }
      start = end - base + 1
    }
    return false
  }

  /// Whether a line begins with `{"metaData"`.
  private static func isAction(_ text: UnsafeRawBufferPointer, from start: Int) -> Bool {
    var position = start
    func skipSpace() { while position < text.count, text[position].isJSONSpace { position += 1 } }
    skipSpace()
    guard position < text.count, text[position] == UInt8(ascii: "{") else { return false }
    position += 1
    skipSpace()
    return text[position...].starts(with: "\"metaData\"".utf8)
  }

  private static func hasMember(_ name: String, in text: UnsafeRawBufferPointer) -> Bool {
    let key = Array("\"\(name)\"".utf8)
    var start = 0
    while let base = text.baseAddress, start < text.count,
      let quote = Memory.first(UInt8(ascii: "\""), in: base + start, text.count - start)
    {
      let place = quote - base
      if text[place...].starts(with: key) { return true }
      start = place + 1
    }
    return false
  }
}
