import Engines
import Auditing
import Comparison
import JSONInput
import Schema
import Settings
import Snapshots

/// A place as CI systems take it: a file of the repository, with a line and a column of it.
struct RepositoryPlace: Hashable {
  /// From the repository's root, with `/` between the names.
  let path: String
  /// From 1.
  let line: Int
  /// From 1.
  let column: Int
}

extension DriftReport {
  /// Where a finding is shown: the first of its tables in the exports, or the audit's place in the configuration where
  /// the exports lie outside of the repository.
  func place(of finding: Finding, in audit: ComparedAudit) -> RepositoryPlace {
    guard let place = finding.place, let path = repository.path(ofFile: place.file) else {
      return fallback(asked(of: audit).place)
    }
    // The lines of what is packed are no lines of the file.
    let isPacked = path.lowercased().hasSuffix(".gz")
    return RepositoryPlace(
      path: path, line: isPacked ? 1 : max(place.line, 1), column: isPacked ? 1 : max(place.column, 1))
  }

  /// Where a problem is shown: its own file, or the configuration where that lies outside of the repository.
  func place(of problem: Problem) -> RepositoryPlace {
    guard let file = problem.file, !Self.isNoFile(file), let path = repository.path(ofFile: file)
    else {
      return fallback(nil)
    }
    let isPacked = path.lowercased().hasSuffix(".gz")
    return RepositoryPlace(
      path: path, line: isPacked ? 1 : max(problem.line ?? 1, 1),
      column: isPacked ? 1 : max(problem.column ?? 1, 1))
  }

  /// The configuration, whether or not there is one: CI systems drop what has no file.
  private func fallback(_ place: SourcePlace?) -> RepositoryPlace {
    if let place, let path = repository.path(ofFile: place.file) {
      return RepositoryPlace(path: path, line: max(place.line, 1), column: max(place.column, 1))
    }
    let path = [configuration, Configuration.usualFile].compactMap(\.self)
      .compactMap { repository.path(ofFile: $0) }.first
    return RepositoryPlace(path: path ?? Configuration.usualFile, line: 1, column: 1)
  }

  /// How problems name what is no file.
  private static let others =
    [InputFile(path: "-").displayName, "<stdout>"] + EngineSet.all.snapshotClients.map(\.program)

  /// Whether a problem's file is none: a stream, a program that was called, a view of a live catalog.
  private static func isNoFile(_ name: String) -> Bool {
    others.contains(name) || CatalogAddress.names.contains { name.hasPrefix($0 + ":") }
  }
}
