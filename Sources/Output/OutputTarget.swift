import Glibc

/// What the name of a report's target stands for.
package enum OutputTarget: Equatable {
  /// An open descriptor of this process: standard output, or `/dev/fd/3`.
  case descriptor(Int32)
  /// A FIFO or a device such as `/dev/null`: there is nothing to put in its place.
  case stream(String)
  /// A file at this path, symbolic links followed, with the mode that it has; mode nil where there is none yet.
  case file(String, mode: mode_t?)

  private static let maximumLinks = 40

  /// Finds out what `path` stands for, and creates missing folders on the way to it.
  static func find(_ path: String) throws(ReportError) -> OutputTarget {
    if path == "-" { return .descriptor(STDOUT_FILENO) }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw ReportError(file: path, reason: "not a name that a file can have")
    }
    guard path.utf8.last != UInt8(ascii: "/") else { throw ReportError(file: path, reason: "is a folder") }
    let descriptors = realPath("/proc/self/fd")
    var path = path
    for _ in 0...maximumLinks {
      let (folder, name) = split(path)
      try createFolder(folder)
      // Replacing the file behind /dev/stdout would leave whoever redirected it with the old one.
      if let descriptors, realPath(folder) == descriptors, let number = Int32(name) {
        return .descriptor(number)
      }
      var status = stat()
      guard lstat(path, &status) == 0 else {
        if errno == ENOENT { return .file(path, mode: nil) }
        throw ReportError(file: path, "cannot write", errno: errno)
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return try existingFile(path, mode: status.st_mode & 0o7777)
      case S_IFDIR: throw ReportError(file: path, reason: "is a folder")
      case S_IFLNK: path = try destination(of: path, in: folder)
      default: return .stream(path)
      }
    }
    throw ReportError(file: path, "cannot write", errno: ELOOP)
  }

  /// A rename would replace even a file that its owner has made read-only.
  private static func existingFile(_ path: String, mode: mode_t) throws(ReportError) -> OutputTarget {
    guard access(path, W_OK) == 0 else { throw ReportError(file: path, "cannot write", errno: errno) }
    return .file(path, mode: mode)
  }

  /// The folder (`.` where none is named) and the name in it.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }

  private static func destination(of link: String, in folder: String) throws(ReportError) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    guard count >= 0 else { throw ReportError(file: link, "cannot follow the link", errno: errno) }
    let destination = String(decoding: bytes[..<count], as: UTF8.self)
    return destination.hasPrefix("/") ? destination : folder + "/" + destination
  }

  /// Creates a folder and those above it, as far as they are not there.
  package static func createFolder(_ folder: String) throws(ReportError) {
    guard mkdir(folder, 0o777) != 0 else { return }
    switch errno {
    case ENOENT where folder != "." && folder != "/":
      try createFolder(split(folder).folder)
      guard mkdir(folder, 0o777) != 0, errno != EEXIST else { return }
    case EEXIST: return
    default: break
    }
    let code = errno
    // A folder on a read-only system, or above one that we may not look into, may exist for all that.
    if access(folder, F_OK) == 0 { return }
    throw ReportError(file: folder, "cannot create the folder", errno: code)
  }

  /// The absolute path, links followed; nil where nothing is there.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
