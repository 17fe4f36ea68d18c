import Engines
import Schema

/// How staging rows become rows of main, as a user says it.
package struct MergeSettings: Hashable, Sendable {
  /// The parts of the key, each a column of main or an expression over its columns.
  package var keys: [String] = []
  /// Columns or expressions by which the newest row of a key is found, the most telling first.
  package var orderBy: [String] = []
  /// Columns of main that an update leaves as they are.
  package var keep: [String] = []
  /// Columns of main with the expressions that an update gives them.
  package var set: [Assignment] = []
  /// Columns of main with the expressions that stand where staging has no value.
  package var fill: [Assignment] = []
  /// What is done where a CAST may fail or lose a part of a value.
  package var onLossy = Lossy.error
  /// The values of main's partitioning column that are merged; empty to take those of the staging rows.
  package var partitionValues: [String] = []
  /// The engine whose statements are written; nil for main's own.
  package var dialect: Engine?
  /// The engines whose statements can be written.
  package static let dialects = EngineSet.all.merging

  /// Settings with nothing said.
  package init() {}

  /// A column and an expression.
  package struct Assignment: Hashable, Sendable {
    /// The column's name.
    package var column: String
    /// The expression.
    package var expression: String

    /// An assignment from its parts.
    init(column: String, expression: String) {
      self.column = column
      self.expression = expression
    }

    /// An assignment as `column=expression`; nil where a part is missing. A name with an equals sign stands between
    /// backticks.
    package init?(_ text: String) {
      let name: Substring
      let rest: Substring
      if text.hasPrefix("`") {
        guard let end = text.dropFirst().firstIndex(of: "`") else { return nil }
        name = text.dropFirst()[..<end]
        rest = text[text.index(after: end)...].drop { $0 == " " }
      } else {
        name = text.prefix { $0 != "=" }
        rest = text[name.endIndex...]
      }
      guard rest.first == "=", rest.dropFirst().contains(where: { !$0.isWhitespace }), !name.isEmpty else {
        return nil
      }
      column = String(name)
      while column.last == " " { column.removeLast() }
      expression = String(rest.dropFirst())
    }
  }

  /// What is done where a CAST may fail or lose a part of a value.
  package enum Lossy: String, Hashable, Sendable, CaseIterable {
    /// The statement fails on such a value.
    case error
    /// A value that does not convert becomes NULL; one that loses a part is written without it.
    case safeCast = "safe-cast"
    /// The column counts as missing from staging.
    case skip
  }
}
