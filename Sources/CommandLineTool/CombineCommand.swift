import Platform
import Auditing
import Combining
import JSONInput
import Output
import ArgumentParser

/// Puts parts of one estate together.
struct CombineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "combine",
    abstract: "Put parts together: rows of shapes, or JSON reports, of projects, regions or shards.",
    discussion: """
      Rows of shapes become one file of rows, an input of `audit`. JSON reports become one JSON report. In which order, and in \
      how many steps, makes no difference. Parts may not share a table.

      Exit codes: 0 combined; of reports 1 where there is drift at or above their fail level; 2 not combined, or a report was \
      not audited in full; 64 wrong use.
      """)

  @Argument(
    help: ArgumentHelp("The parts: files, folders, globs, or - for standard input.", valueName: "FILE"),
    completion: .exports)
  var files: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the result is written; standard output without it.", valueName: "FILE"),
    completion: .json)
  var output = "-"

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty. Is a variable not set?") }
  }

  func run() throws {
    let inputs = InputFiles(files)
    let combined = CombinedParts(inputs.files)
    let problems = (inputs.problems + combined.problems).sorted()
    Console.printProblems(problems)
    guard problems.isEmpty, let result = combined.result else { throw ExitCode(2) }
    switch result {
    case .shapes(let text): try write(text)
    case .report(let text, let verdict):
      try write(text)
      if verdict == .error {
        Console.printError("error: not audited in full: the verdict of a part is 'error'.\n")
      }
      throw ExitCode(verdict.exitCode)
    }
  }

  private func write(_ text: String) throws {
    if output == "-" { return Console.print(text) }
    var outputs = ReadFiles().adding(files).outputsSparingReports
    do throws(ReportError) {
      try outputs.write(text, to: output)
    } catch {
      Console.printProblems([error.problem])
      throw ExitCode(2)
    }
  }
}
