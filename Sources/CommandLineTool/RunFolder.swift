import Platform
import JSONInput
import Settings

/// Where a run takes place.
enum RunFolder {
  /// The repository around the working folder: what a CI system names as its checkout where that holds the working
  /// folder, else the nearest folder above with a `.git` in it, else the working folder itself.
  ///
  /// Source: docs.github.com and docs.gitlab.com, "Variables reference" and "Predefined CI/CD variables":
  /// GITHUB_WORKSPACE and CI_PROJECT_DIR.
  static var repository: Repository {
    guard let folder = FileSystem.realPath(".") else { return Repository() }
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
      if let named = Console.environment(variable), !named.isEmpty, let root = FileSystem.realPath(named),
        let repository = Repository(root: root, workingFolder: folder)
      {
        return repository
      }
    }
    var root = folder
    while !InputFiles.exists(root + "/.git") {
      guard let slash = root.lastIndex(of: "/"), slash != root.startIndex else {
        return Repository(root: folder, workingFolder: folder) ?? Repository()
      }
      root = String(root[..<slash])
    }
    return Repository(root: root, workingFolder: folder) ?? Repository()
  }
}
