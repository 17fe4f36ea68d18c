import Platform

/// Files that would give tables of one name get their folders' names in front: `main/orders.json` and
/// `staging/orders.json` hold two tables, `main.orders` and `staging.orders`.
package enum FileTableNames {
  /// The files, those of one name in several folders with as much of their folders as distinguishes them.
  ///
  /// - Parameter mains: Paths of files that hold mains: these keep their names, and other files of that name get their folders'.
  package static func distinguished(_ files: [InputFile], fromMains mains: [String]) -> [InputFile] {
    guard files.count + mains.count > 1 else { return files }
    var places: [String: [Int]] = [:]
    for (index, file) in files.enumerated() where file.isNamedByPath {
      places[file.tableName, default: []].append(index)
    }
    let reserved = Dictionary(
      grouping: mains.map { (name: InputFile(path: $0).tableName, identity: FileIdentity(ofFileAt: $0)) },
      by: \.name)
    var files = files
    for (name, indices) in places {
      let identities = reserved[name]?.map(\.identity) ?? []
      let others =
        identities.isEmpty
        ? indices : indices.filter { !identities.contains(FileIdentity(ofFileAt: files[$0].path)) }
      guard others.count + identities.count > 1 else { continue }
      let around = others.map { folders(of: files[$0].path) }
      // Files of one folder, such as a.json and a.avsc, are of one table.
      guard Set(around).count > 1 || !identities.isEmpty else { continue }
      let count = distinguishing(around)
      for (index, folders) in zip(others, around) {
        // A path without a folder is distinguished from main by the working folder.
        let own = folders.isEmpty && !identities.isEmpty ? workingFolder : folders
        files[index].folders = Array(own.suffix(count))
      }
    }
    return files
  }

  /// How many folders, from the innermost on, distinguish files whose folders differ at all.
  private static func distinguishing(_ folders: [[Substring]]) -> Int {
    let deepest = max(folders.map(\.count).max() ?? 0, 1)
    let all = Set(folders).count
    return (1..<deepest).first { count in Set(folders.map { Array($0.suffix(count)) }).count == all }
      ?? deepest
  }

  private static func folders(of path: String) -> [Substring] {
    path.split(separator: "/").dropLast().filter { $0 != "." }
  }

  private static var workingFolder: [Substring] {
    Array((CurrentProcess.workingFolder ?? "").split(separator: "/").suffix(1))
  }
}
