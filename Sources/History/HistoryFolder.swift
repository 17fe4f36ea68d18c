import Platform
import JSONInput
import Schema
import Settings
import Text

/// A folder with one file for each run: there is no index and no database beside it.
///
/// Files whose names a history does not give are left alone.
package struct HistoryFolder: Sendable {
  /// The folder's path as the user named it.
  package let path: String
  /// The runs by time, those of the same second by their files' names.
  package private(set) var entries: [Entry] = []
  /// Files that could not be read.
  package private(set) var problems: [Problem] = []

  /// One run and its file.
  package struct Entry: Hashable, Sendable {
    /// The file's name in the folder.
    var fileName: String
    /// What the file holds.
    package var run: HistoryRun
  }

  /// A history from its parts.
  package init(path: String, entries: [Entry], problems: [Problem]) {
    self.path = path
    self.entries = entries
    self.problems = problems
  }

  /// Reads a folder. What cannot be read is a problem each, and the rest is read all the same.
  ///
  /// - Parameter mayBeEmpty: Whether a folder without runs is in order.
  package init(reading path: String, mayBeEmpty: Bool = true) {
    self.path = path
    let names: [String]
    switch InputFiles.names(in: path) {
    case .success(let found): names = found
    case .failure(let error):
      let isThere = InputFiles.exists(path)
      problems = [
        Problem(
          file: path,
          isThere ? error.message : "there is no history here: `driftaudit audit --record DIR` makes one.")
      ]
      return
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      if let time = HistoryRun.time(ofFileNamed: name) { read(name, time: time) }
    }
    entries.sort { ($0.run.time, $0.fileName) < ($1.run.time, $1.fileName) }
    if entries.isEmpty, problems.isEmpty, !mayBeEmpty {
      problems.append(
        Problem(file: path, "there is no run in this folder: `driftaudit audit --record DIR` adds one."))
    }
  }

  private mutating func read(_ name: String, time: Moment) {
    let file = file(name)
    switch FileBytes.read(file, atMost: FileBytes.longestReport) {
    case .failure(let error): problems.append(error.problem)
    case .success(let bytes):
      let (run, problems) = HistoryRun.load(bytes: bytes, file: file)
      self.problems += problems
      guard let run else { return }
      guard run.time == time else {
        self.problems.append(
          Problem(file: file, line: 1, "the run is of \(run.time), but the file's name says \(time)."))
        return
      }
      entries.append(Entry(fileName: name, run: run))
    }
  }

  private func file(_ name: String) -> String { RelativePath.file(name, in: path) }

  // MARK: Pruning

  /// What pruning would do.
  package struct Pruning: Hashable, Sendable {
    /// Runs to be removed, oldest first.
    package var removed: [Entry] = []
    /// Runs that are older and stay, since what is still found was first found in them.
    package var kept: [Entry] = []
  }

  /// The runs before `moment`, but for those in which what the newest runs still find was first found: they tell since
  /// when.
  package func pruning(before moment: Moment) -> Pruning {
    let needed = Set(
      MainHistory.all(of: entries.map(\.run)).flatMap { main in
        main.timelines.compactMap { $0.current?.since.time }
      })
    let old = entries.filter { $0.run.time < moment }
    return Pruning(
      removed: old.filter { !needed.contains($0.run.time) }, kept: old.filter { needed.contains($0.run.time) }
    )
  }

  /// Removes the runs' files.
  ///
  /// - Returns: A problem for each that cannot be removed.
  package func remove(_ entries: [Entry]) -> [Problem] {
    entries.compactMap { entry in
      let file = file(entry.fileName)
      do throws(SystemError) {
        try FileSystem.removeFile(file)
      } catch {
        // Another job may have removed it in the meantime.
        if error != .notFound { return Problem(file: file, "cannot remove the file: \(error).") }
      }
      return nil
    }
  }
}
