/// Something that kept the tool from seeing everything: an unreadable file, an unknown type, a table cut short.
///
/// Never mixed up with a finding: a problem is about the audit, a finding about the tables.
package struct Problem: Hashable, Sendable {
  /// `error` makes the run end with exit code 2, `warning` does not.
  package var severity: Severity
  /// The file as the user named it; nil where no file is to blame. `<stdin>` for standard input.
  package var file: String?
  /// From 1.
  package var line: Int?
  /// From 1, in bytes.
  package var column: Int?
  /// The table concerned, whole name; nil where it is about no single table.
  package var table: String?
  /// One or two plain sentences; may hold raw names, so that every output has to escape it.
  package var message: String

  /// A problem; `line` and `column` count from 1.
  package init(
    _ severity: Severity = .error, file: String? = nil, line: Int? = nil, column: Int? = nil,
    table: String? = nil, _ message: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.table = table
    self.message = message
  }
}

extension Problem: Comparable {
  /// By file, line, column, table and message; problems without a file come last.
  package static func < (left: Problem, right: Problem) -> Bool {
    func key(_ problem: Problem) -> (Int, String, Int, Int) {
      (problem.file == nil ? 1 : 0, problem.file ?? "", problem.line ?? 0, problem.column ?? 0)
    }
    let (leftKey, rightKey) = (key(left), key(right))
    if leftKey != rightKey { return leftKey < rightKey }
    return (left.table ?? "", left.message) < (right.table ?? "", right.message)
  }
}
