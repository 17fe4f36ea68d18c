import Schema

/// Something that kept the audit from seeing everything: an unreadable file, an unknown type, a table cut short.
///
/// Never mixed up with a finding: a problem is about the audit, a finding about the tables.
public struct Problem: Sendable, Hashable {
  /// `error` makes the verdict ``Verdict/error``, `warning` does not.
  public let severity: Severity
  /// The file as it was named; nil where no file is to blame.
  public let file: String?
  /// The line, from 1.
  public let line: Int?
  /// The column, from 1, in bytes.
  public let column: Int?
  /// The whole name of the table concerned; nil where it is about no single table.
  public let table: String?
  /// One or two plain sentences. May hold raw names of tables and columns: escape it where it is shown.
  public let message: String

  init(_ problem: Schema.Problem) {
    severity = Severity(problem.severity)
    (file, line, column) = (problem.file, problem.line, problem.column)
    (table, message) = (problem.table, problem.message)
  }
}
