/// The repository that a run takes place in: what CI systems want paths to be relative to.
package struct Repository: Hashable, Sendable {
  /// The names on the way from the file system's root to the repository's; nil where that is not known.
  private let root: [String]?
  /// The names on the way from the repository's root to the working folder.
  private let workingFolder: [String]

  /// A repository of which nothing is known: the working folder is taken for its root.
  package init() { (root, workingFolder) = (nil, []) }

  /// The repository at `root`, seen from the working folder in it; nil where the working folder lies elsewhere.
  ///
  /// Both are absolute paths.
  package init?(root: String, workingFolder: String) {
    let (root, folder) = (RelativePath.steps(root), RelativePath.steps(workingFolder))
    guard folder.starts(with: root) else { return nil }
    self.root = root
    self.workingFolder = Array(folder.dropFirst(root.count))
  }

  /// A file's path from the repository's root, where the user named it from the working folder or in full; nil where it
  /// lies outside of the repository.
  package func path(ofFile named: String) -> String? {
    let isAbsolute = named.hasPrefix("/")
    // Above a root of which the place is not known there is nothing that could be compared.
    guard !named.isEmpty, root != nil || !isAbsolute && !climbs(named) else { return nil }
    let root = root ?? []
    let start = isAbsolute ? "/" : "/" + (root + workingFolder).joined(separator: "/") + "/"
    let file = RelativePath.steps(start + named)
    guard file.count > root.count, file.starts(with: root) else { return nil }
    return file.dropFirst(root.count).joined(separator: "/")
  }

  /// Whether a relative path leaves the folder that it starts from.
  private func climbs(_ path: String) -> Bool {
    var depth = workingFolder.count
    for name in path.split(separator: "/") where name != "." {
      depth += name == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }
}
