/// Where something stands in a file that a user named.
package struct SourcePlace: Hashable, Sendable {
  /// The file as the user named it.
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, in bytes.
  package var column: Int

  /// A place; `line` and `column` count from 1.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Problem {
  /// A problem at a place, or without one where the setting came from the command line.
  package init(_ severity: Severity = .error, at place: SourcePlace?, _ message: String) {
    self.init(severity, file: place?.file, line: place?.line, column: place?.column, message)
  }
}
