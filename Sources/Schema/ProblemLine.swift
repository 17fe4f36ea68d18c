import Text

extension SafeText {
  /// One line without its newline: `file:line:column: error: message`, as far as these are known.
  package static func text(for problem: Problem) -> String {
    var text = ""
    if let file = problem.file {
      text += file + ":"
      if let line = problem.line {
        text += "\(line):"
        if let column = problem.column { text += "\(column):" }
      }
      text += " "
    }
    text += "\(problem.severity.rawValue): \(problem.message)"
    return line(text, limit: 8192)
  }
}
