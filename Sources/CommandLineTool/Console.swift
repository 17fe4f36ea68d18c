import Output
import Schema
import Text
import Glibc

/// The terminal as the commands see it.
enum Console {
  /// Whether standard output is a terminal that takes colour.
  static var outputIsColoured: Bool { isColoured(STDOUT_FILENO) }
  /// Whether standard error is a terminal that takes colour.
  static var errorIsColoured: Bool { isColoured(STDERR_FILENO) }
  /// Whether standard error is a terminal that can redraw a line.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

  /// Columns of the terminal, from 40 to 160; 80 where there is none.
  static var width: Int {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO]
    where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return min(max(Int(size.ws_col), 40), 160)
    }
    return 80
  }

  /// Cells in which prose reads well.
  static var readingWidth: Int { min(width, 100) }

  /// Source: no-color.org; an empty value does not count.
  private static func isColoured(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Writes text to standard error.
  static func printError(_ text: String) {
    // Where standard error is closed there is nobody to tell.
    try? write(text, to: STDERR_FILENO)
  }

  /// Writes text to standard output.
  ///
  /// Ends the process with exit code 2 where it cannot be written.
  static func print(_ text: String) {
    do {
      try write(text, to: STDOUT_FILENO)
    } catch {
      printProblems([Problem(file: "<stdout>", error.reason)])
      exit(2)
    }
  }

  /// Writes text to standard output, or to standard error where a report has taken standard output.
  static func print(_ text: String, toError: Bool) {
    if toError { printError(text) } else { print(text) }
  }

  private static func write(_ text: String, to descriptor: Int32) throws(ReportError) {
    let sink = ReportSink(fileDescriptor: descriptor)
    try sink.write(text)
    try sink.flush()
  }

  /// Writes each problem to standard error, a line each.
  static func printProblems(_ problems: [Problem]) {
    for problem in problems { printError(SafeText.text(for: problem) + "\n") }
  }
}
