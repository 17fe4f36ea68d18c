import Schema
import Text
import Glibc

/// One file to read.
package struct InputFile: Hashable, Sendable {
  /// The path as the user named it, or as found below a folder that the user named; `-` for standard input.
  package let path: String
  /// What diagnostics and reports call the file in place of its path, which means nothing to the user; nil for the path.
  let title: String?

  /// A file by its path.
  package init(path: String) { self.init(path: path, title: nil) }

  /// A file that was made for this run.
  package init(path: String, title: String?) {
    self.path = path
    self.title = title
  }

  /// Bytes as they stand in the file; nil for what is no regular file, and for what is not there.
  package var size: Int? {
    guard path != "-", let status = FileKind.status(path), status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  /// How diagnostics and reports name the file.
  package var displayName: String { title ?? (path == "-" ? "<stdin>" : path) }

  /// Whether the user can find the file by the name that diagnostics and reports give it.
  package var isNamedByPath: Bool { title == nil && path != "-" }

  /// What a bare schema array in this file is called: the file's name without `.gz` and then without its last ending.
  package var tableName: String {
    if path == "-" { return "stdin" }
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if name.hasSuffix(".gz"), name.utf8.count > 3 { name.removeLast(3) }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name.removeSubrange(dot...) }
    return name
  }
}

/// What makes two paths one file.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  /// The file at a path, links followed; nil where there is none.
  package init?(ofFileAt path: String) {
    guard let status = FileKind.status(path) else { return nil }
    (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
  }
}

/// What stands at a path, links followed.
private enum FileKind {
  case folder
  case regular
  /// Pipes, sockets and devices: reading them would wait for somebody who writes.
  case special

  /// Nil where there is nothing.
  init?(_ path: String) {
    guard let status = Self.status(path) else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG: self = .regular
    default: self = .special
    }
  }

  static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}

/// The files that a list of INPUTs names.
package struct InputFiles: Sendable {
  /// In byte order within each folder, without repetitions.
  package private(set) var files: [InputFile] = []
  /// Files in folders that do not look like exports by their ending, and were left.
  package private(set) var skipped = 0
  /// Inputs that are not there, folders that cannot be read or hold no exports.
  package private(set) var problems: [Problem] = []

  private var seen: Set<String> = []
  /// Folders that the search of one INPUT has met: a link back to one of them is not followed.
  private var searched: Set<FileIdentity> = []
  /// Exports that the search of one INPUT has met, also those that were named before.
  private var met = 0

  /// The endings by which files in a folder are taken for exports.
  package static let endings = [".json", ".jsonl", ".ndjson", ".bq", ".avsc"]

  /// Expands files, folders (searched in full, hidden ones left), globs and `-`.
  package init(_ inputs: [String]) { self.init(inputs, standingFor: [:]) }

  /// The same, but for inputs that other files stand for.
  package init(_ inputs: [String], standingFor files: [String: [InputFile]]) {
    for input in inputs {
      if let own = files[input] { own.forEach { add($0) } } else { expand(input) }
    }
  }

  /// Whether there is a file, and no folder, at `path`.
  package static func isFile(_ path: String) -> Bool {
    FileKind(path).map { $0 != .folder } ?? false
  }

  private mutating func expand(_ input: String) {
    if input == "-" { return add(input) }
    switch FileKind(input) {
    case .folder: search(input)
    case .regular, .special: add(input)
    case nil:
      let matches = Self.glob(input)
      if matches.isEmpty { problems.append(Self.missing(input)) }
      for match in matches {
        switch FileKind(match) {
        case .folder: search(match)
        case .special: skipped += 1
        case .regular, nil: add(match)
        }
      }
    }
  }

  private mutating func add(_ path: String) {
    add(InputFile(path: path))
  }

  private mutating func add(_ file: InputFile) {
    if seen.insert(file.path).inserted { files.append(file) }
  }

  private mutating func search(_ folder: String) {
    let skippedBefore = skipped
    (searched, met) = ([], 0)
    var path = folder[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    walk(String(path))
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

  private mutating func walk(_ folder: String) {
    guard let identity = FileIdentity(ofFileAt: folder), searched.insert(identity).inserted else { return }
    let names: [String]
    switch Self.names(in: folder) {
    case .success(let found): names = found
    case .failure(let error):
      problems.append(Problem(file: folder, error.message))
      return
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder + "/" + name
      if name.unicodeScalars.contains("\u{FFFD}"), !Self.exists(path) {
        problems.append(
          Problem(file: folder, "the name of a file, '\(name.clipped())', is not UTF-8: the file is left."))
        continue
      }
      switch FileKind(path) {
      case .folder: walk(path)
      case .regular where Self.isExport(name), nil where Self.isExport(name):
        met += 1
        add(path == "-" ? "./-" : path)
      case .regular, .special, nil: skipped += 1
      }
    }
  }

  /// Whether there is anything at `path`, also a link that leads nowhere.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func isExport(_ name: String) -> Bool {
    let lower = name.lowercased()
    let plain = lower.hasSuffix(".gz") ? String(lower.dropLast(3)) : lower
    return endings.contains { plain.hasSuffix($0) }
  }

  private static func glob(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
    var result = glob_t()
    defer { globfree(&result) }
    // Without a locale's collation: `glob` sorts by strcoll, so that it is sorted here again.
    guard Glibc.glob(pattern, GLOB_NOSORT, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
    guard let stream = opendir(folder) else {
      return .failure(
        ByteSourceError(message: "cannot read the folder: \(String(cString: strerror(errno)))."))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return .success(names)
  }
}
