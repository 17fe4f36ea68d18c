/// Paths that mean the same from another folder.
package enum RelativePath {
  /// What names, from `folder`, the file that `path` names from the working folder. What is absolute stays.
  ///
  /// - Parameter workingFolder: The absolute path of the folder that both paths start from.
  package static func of(_ path: String, fromFolder folder: String, workingFolder: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let target = steps(workingFolder + "/" + path)
    let start = steps(folder.hasPrefix("/") ? folder : workingFolder + "/" + folder)
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let relative = start.dropFirst(shared).map { _ in ".." } + target.dropFirst(shared)
    let isFolder = path.hasSuffix("/") ? "/" : ""
    return relative.isEmpty ? "." : relative.joined(separator: "/") + isFolder
  }

  /// The path of a file in a folder, which may be written with a slash at its end.
  package static func file(_ name: String, in folder: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// An absolute path's names, without `.` and `..`.
  static func steps(_ path: String) -> [String] {
    path.split(separator: "/").reduce(into: []) { steps, name in
      if name == ".." { _ = steps.popLast() } else if name != "." { steps.append(String(name)) }
    }
  }
}
