/// A new file in the folder of the one that it is to replace: it appears whole or not at all.
///
/// Where the file system can, it has no name until it is whole: a killed process leaves nothing.
package struct WholeFile {
  /// Why it could not appear.
  package struct Failure: Error, Hashable, Sendable {
    package let step: Step
    package let error: SystemError

    /// What was being done.
    package enum Step: Hashable, Sendable {
      case creating
      case writing
      case replacing
    }
  }

  /// Where its content goes.
  package let descriptor: FileDescriptor
  /// The path that it has already; nil where it has none.
  private let named: String?
  private let folder: String
  private let start: String

  /// - Parameters:
  ///   - name: The name of the file that it is to replace.
  ///   - permissions: Those of that file; nil for those of any new file.
  package init(in folder: String, replacing name: String, permissions: UInt32?) throws(Failure) {
    // Names may have 255 bytes.
    let start = String(name.unicodeScalars.prefix(50))
    if let unnamed = FileDescriptor.withoutName(in: folder) {
      (descriptor, named) = (unnamed, nil)
    } else {
      (descriptor, named) = try Self.create(in: folder, start: start)
    }
    (self.folder, self.start) = (folder, start)
    if let permissions { try? descriptor.setPermissions(permissions) }
  }

  private static func create(in folder: String, start: String) throws(Failure) -> (FileDescriptor, String) {
    var error = SystemError.exists
    for _ in 0..<100 where error == .exists {
      let path = newPath(in: folder, start: start)
      do throws(SystemError) {
        return (try .creating(path), path)
      } catch let other {
        error = other
      }
    }
    throw Failure(step: .creating, error: error)
  }

  private static func newPath(in folder: String, start: String) -> String {
    "\(folder)/.\(start).\(String(UInt32.random(in: 0 ... .max), radix: 36)).tmp"
  }

  /// Puts the file in the target's place, or removes it where that fails.
  package func replace(_ target: String) throws(Failure) {
    let beside: String?
    if let named { beside = named } else { beside = try link(as: target) }
    guard let path = beside else {
      do throws(SystemError) { try descriptor.close() } catch { throw Failure(step: .writing, error: error) }
      return
    }
    do throws(SystemError) {
      try descriptor.close()
      try FileSystem.move(path, to: target)
    } catch {
      try? FileSystem.removeFile(path)
      throw Failure(step: .replacing, error: error)
    }
  }

  /// Gives the file the target's name where that is free, else a name beside it.
  ///
  /// - Returns: The name beside it; nil where it has the target's.
  private func link(as target: String) throws(Failure) -> String? {
    guard var error = fault(ofNaming: target) else { return nil }
    for _ in 0..<100 where error == .exists {
      let path = Self.newPath(in: folder, start: start)
      guard let other = fault(ofNaming: path) else { return path }
      error = other
    }
    try? descriptor.close()
    throw Failure(step: .creating, error: error)
  }

  private func fault(ofNaming path: String) -> SystemError? {
    do throws(SystemError) { try descriptor.name(as: path) } catch { return error }
    return nil
  }

  /// Removes the file, which is not to appear.
  package func discard() {
    try? descriptor.close()
    if let named { try? FileSystem.removeFile(named) }
  }
}
