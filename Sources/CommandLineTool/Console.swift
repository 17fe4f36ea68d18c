import Platform
import Output
import Schema
import Text

/// The terminal as the commands see it.
enum Console {
  /// Whether standard output is a terminal that takes colour.
  static var outputIsColoured: Bool { isColoured(.standardOutput) }
  /// Whether standard error is a terminal that takes colour.
  static var errorIsColoured: Bool { isColoured(.standardError) }
  /// Whether standard error is a terminal that can redraw a line.
  static var errorIsTerminal: Bool {
    FileDescriptor.standardError.isTerminal && environment("TERM") != "dumb"
  }

  /// Columns of the terminal, from 40 to 160; 80 where there is none.
  static var width: Int {
    let columns =
      FileDescriptor.standardOutput.terminalColumns ?? FileDescriptor.standardError.terminalColumns
    return columns.map { min(max($0, 40), 160) } ?? 80
  }

  /// Cells in which prose reads well.
  static var readingWidth: Int { min(width, 100) }

  /// Source: no-color.org; an empty value does not count.
  private static func isColoured(_ descriptor: FileDescriptor) -> Bool {
    descriptor.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? { CurrentProcess.environment(name) }

  /// Writes text to standard error.
  static func printError(_ text: String) {
    // Where standard error is closed there is nobody to tell.
    try? write(text, to: .standardError)
  }

  /// Writes text to standard output.
  ///
  /// Ends the process with exit code 2 where it cannot be written.
  static func print(_ text: String) {
    do {
      try write(text, to: .standardOutput)
    } catch {
      printProblems([Problem(file: "<stdout>", error.reason)])
      CurrentProcess.end(2)
    }
  }

  /// Writes text to standard output, or to standard error where a report has taken standard output.
  static func print(_ text: String, toError: Bool) {
    if toError { printError(text) } else { print(text) }
  }

  private static func write(_ text: String, to descriptor: FileDescriptor) throws(ReportError) {
    let sink = ReportSink(fileDescriptor: descriptor)
    try sink.write(text)
    try sink.flush()
  }

  /// Writes each problem to standard error, a line each.
  static func printProblems(_ problems: [Problem]) {
    for problem in problems { printError(SafeText.text(for: problem) + "\n") }
  }
}
