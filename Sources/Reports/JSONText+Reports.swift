import Schema
import Text

extension JSONText {
  /// Elements on lines of their own; the closing bracket two spaces before them.
  static func lines(_ elements: [String], indent: String) -> String {
    guard !elements.isEmpty else { return "[]" }
    return "[" + elements.map { "\n\(indent)\($0)" }.joined(separator: ",") + "\n\(indent.dropLast(2))]"
  }

  /// A problem on one line.
  static func problem(_ problem: Problem) -> String {
    let members: [(String, String)] = [
      ("severity", quoted(problem.severity.rawValue)), ("file", quoted(problem.file)),
      ("line", problem.line.map(String.init) ?? "null"),
      ("column", problem.column.map(String.init) ?? "null"),
      ("table", quoted(problem.table)), ("message", quoted(problem.message)),
    ]
    return "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }
}
