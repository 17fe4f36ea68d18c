import Engines
import Schema

/// One side of a finding: what a column is there, as reports show it.
package struct ColumnSide: Hashable, Sendable {
  /// The type as its engine writes it; of BigQuery canonical GoogleSQL text: `NUMERIC(5, 1)`.
  package var type: String
  /// The column's mode. A field whose export does not tell modes is shown as NULLABLE, GoogleSQL's default; no rule
  /// makes a finding of it.
  package var mode: Mode

  /// A side from its parts.
  package init(type: String, mode: Mode) {
    self.type = type
    self.mode = mode
  }

  /// The side that `column` shows, in the engine's words or, for a column of another engine, in that one's.
  package init(_ column: Column, in engine: Engine) {
    self.init(type: column.foreignType ?? engine.types.text(column.type), mode: column.mode ?? .nullable)
  }
}

/// What one rule says about one shape.
package struct Difference: Hashable, Sendable {
  /// The rule that found it.
  var rule: RuleID
  /// The severity for this case, before the configuration has its say.
  var severity: Severity
  /// The column path in main's spelling, staging's where main lacks it; nil for what concerns no single column.
  package var column: String?
  /// The place of `column` in main, counting fields depth first from 0; nil where main lacks it.
  var position: Int?
  /// What main has; nil where main lacks the column.
  var main: ColumnSide?
  /// What staging has; nil where staging lacks the column.
  var staging: ColumnSide?
  /// What it does on both ways into main.
  package var effects: Effects
  /// What happens to `INSERT ROW` and to a MERGE with explicit columns: plain sentences without the column's name, so
  /// that columns with one fate share one text.
  var consequence: String
  /// For a probable rename: the other name and what makes it likely.
  package var hint: String?
  /// How many sample records were seen; nil where a schema tells.
  package var records: Int?

  /// A difference from its parts.
  package init(
    rule: RuleID, severity: Severity, column: String?, position: Int?, main: ColumnSide?,
    staging: ColumnSide?, effects: Effects, consequence: String, hint: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.column = column
    self.position = position
    self.main = main
    self.staging = staging
    self.effects = effects
    self.consequence = consequence
    self.hint = hint
  }
}
