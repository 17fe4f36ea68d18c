#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and folders by their paths.
package enum FileSystem {
  // MARK: Asking

  /// Whether there is anything at a path, also a link that leads nowhere.
  package static func exists(_ path: String) -> Bool {
    (try? FileStatus(of: path, followingLinks: false)) != nil
  }

  /// The absolute path, links followed; nil where nothing is there.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// - Throws: `SystemError` unless this process may write what is there.
  package static func requireWritable(_ path: String) throws(SystemError) {
    guard access(path, W_OK) == 0 else { throw SystemError.last }
  }

  /// Whether anything is at a path that this process can get to.
  package static func isReachable(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Where a symbolic link leads, as it says.
  package static func destination(ofLink path: String) throws(SystemError) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count >= 0 else { throw SystemError.last }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Names of what a folder holds, in no particular order.
  package static func names(in folder: String) throws(SystemError) -> [String] {
    guard let stream = opendir(folder) else { throw SystemError.last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The paths that a pattern with `*`, `?` and `[…]` matches, in no particular order.
  package static func paths(matching pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, GLOB_NOSORT, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
  }

  // MARK: Changing

  /// Creates a folder in one that is there.
  package static func createFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o777) == 0 else { throw SystemError.last }
  }

  /// Creates a folder for its owner alone, under a name that is free.
  ///
  /// - Parameter pattern: Its path; other letters take the place of the `XXXXXX` at its end.
  /// - Returns: The path that it got.
  package static func createPrivateFolder(_ pattern: String) throws(SystemError) -> String {
    var bytes = Array(pattern.utf8CString)
    guard mkdtemp(&bytes) != nil else { throw SystemError.last }
    return String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Lets others into a folder as into any new one, as far as that can be done.
  package static func shareFolder(_ path: String) {
    let mask = umask(0)
    umask(mask)
    chmod(path, 0o777 & ~mask)
  }

  /// Gives a file or a folder another path, in place of a file or an empty folder that has it.
  package static func move(_ path: String, to other: String) throws(SystemError) {
    guard rename(path, other) == 0 else { throw SystemError.last }
  }

  /// Removes a file, or a link.
  package static func removeFile(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 else { throw SystemError.last }
  }

  /// Removes an empty folder.
  package static func removeFolder(_ path: String) throws(SystemError) {
    guard rmdir(path) == 0 else { throw SystemError.last }
  }
}
