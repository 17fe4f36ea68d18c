import Platform

/// What the name of a report's target stands for.
package enum OutputTarget: Equatable {
  /// An open descriptor of this process: standard output, or `/dev/fd/3`.
  case descriptor(FileDescriptor)
  /// A FIFO or a device such as `/dev/null`: there is nothing to put in its place.
  case stream(String)
  /// A file at this path, symbolic links followed, with the permissions that it has; nil where there is none yet.
  case file(String, permissions: UInt32?)

  private static let maximumLinks = 40

  /// Finds out what `path` stands for, and creates missing folders on the way to it.
  static func find(_ path: String) throws(ReportError) -> OutputTarget {
    if path == "-" { return .descriptor(.standardOutput) }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw ReportError(file: path, reason: "not a name that a file can have")
    }
    guard path.utf8.last != UInt8(ascii: "/") else { throw ReportError(file: path, reason: "is a folder") }
    let descriptors = FileSystem.realPath(FileDescriptor.folder)
    var path = path
    for _ in 0...maximumLinks {
      let (folder, name) = split(path)
      try createFolder(folder)
      // Replacing the file behind /dev/stdout would leave whoever redirected it with the old one.
      if let descriptors, FileSystem.realPath(folder) == descriptors, let number = Int32(name) {
        return .descriptor(FileDescriptor(number))
      }
      let status: FileStatus
      do throws(SystemError) {
        status = try FileStatus(of: path, followingLinks: false)
      } catch {
        if error == .notFound { return .file(path, permissions: nil) }
        throw ReportError(file: path, "cannot write", error)
      }
      switch status.kind {
      case .regular: return try existingFile(path, permissions: status.permissions)
      case .folder: throw ReportError(file: path, reason: "is a folder")
      case .link: path = try destination(of: path, in: folder)
      case .special: return .stream(path)
      }
    }
    throw ReportError(file: path, "cannot write", SystemError.tooManyLinks)
  }

  /// A rename would replace even a file that its owner has made read-only.
  private static func existingFile(_ path: String, permissions: UInt32) throws(ReportError) -> OutputTarget {
    do throws(SystemError) {
      try FileSystem.requireWritable(path)
    } catch {
      throw ReportError(file: path, "cannot write", error)
    }
    return .file(path, permissions: permissions)
  }

  /// The folder (`.` where none is named) and the name in it.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }

  private static func destination(of link: String, in folder: String) throws(ReportError) -> String {
    let destination: String
    do throws(SystemError) {
      destination = try FileSystem.destination(ofLink: link)
    } catch {
      throw ReportError(file: link, "cannot follow the link", error)
    }
    return destination.hasPrefix("/") ? destination : folder + "/" + destination
  }

  /// Creates a folder and those above it, as far as they are not there.
  package static func createFolder(_ folder: String) throws(ReportError) {
    guard var error = fault(ofCreating: folder), error != .exists else { return }
    if error == .notFound, folder != ".", folder != "/" {
      try createFolder(split(folder).folder)
      guard let other = fault(ofCreating: folder), other != .exists else { return }
      error = other
    }
    // A folder on a read-only system, or above one that we may not look into, may exist for all that.
    if FileSystem.isReachable(folder) { return }
    throw ReportError(file: folder, "cannot create the folder", error)
  }

  private static func fault(ofCreating folder: String) -> SystemError? {
    do throws(SystemError) { try FileSystem.createFolder(folder) } catch { return error }
    return nil
  }
}
