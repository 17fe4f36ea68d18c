import Schema

/// Why a table that the patterns pick is kept whatever its batch.
package enum TableHold: Hashable, Sendable {
  /// It is main, or the main of another audit, or is called as one.
  case main
  /// It is not known to stand in main's dataset, and no pattern names its dataset.
  case elsewhere
  /// Lists do not tell its project or its dataset, so that its exact name is not known.
  case incompleteName
  /// No table can have that name, or it does not mean one table.
  case impossibleName
  /// It is no table of rows of its own, but a view, a snapshot, an external table.
  case kind(TableFacts.Kind)
  /// No list tells what kind of table it is.
  case unknownKind
  /// The pattern does not tell its batch.
  case noBatch

  /// The reason's name in JSON.
  package var key: String {
    switch self {
    case .main: "main"
    case .elsewhere: "other-dataset"
    case .incompleteName: "incomplete-name"
    case .impossibleName: "impossible-name"
    case .kind: "no-table"
    case .unknownKind: "unknown-kind"
    case .noBatch: "no-batch"
    }
  }

  /// The reason as a part of a sentence.
  package var text: String {
    switch self {
    case .main: "called as a main table is"
    case .elsewhere: "not known to stand in main's dataset, and no pattern names their dataset"
    case .incompleteName: "of a project or a dataset that no list tells"
    case .impossibleName: "of a name that no BigQuery table has, or that means more than one table"
    case .kind(let kind): Self.text(of: kind)
    case .unknownKind: "of a kind that no list tells"
    case .noBatch: "of no batch that a pattern tells"
    }
  }

  private static func text(of kind: TableFacts.Kind) -> String {
    switch kind {
    case .table: "a table"
    case .clone: "a clone of a table"
    case .snapshot: "a snapshot"
    case .external: "an external table"
    case .materializedView: "a materialized view"
    case .view: "a view"
    }
  }

  /// Where it stands among the reasons of a report.
  package var order: Int {
    switch self {
    case .main: 0
    case .elsewhere: 1
    case .incompleteName: 2
    case .impossibleName: 3
    case .kind(let kind): 4 + (TableFacts.Kind.allCases.firstIndex(of: kind) ?? 0)
    case .unknownKind: 20
    case .noBatch: 21
    }
  }
}
