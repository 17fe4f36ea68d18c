import History
import Reports
import Text
import ArgumentParser

/// Lists the runs of a history.
struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List the runs of a history, a line each.")

  @OptionGroup var options: HistoryOptions

  @Option(name: .long, help: ArgumentHelp("The first day, UTC.", valueName: "YYYY-MM-DD"))
  var since: String?

  @Option(name: .long, help: ArgumentHelp("The last day, UTC.", valueName: "YYYY-MM-DD"))
  var until: String?

  func run() throws {
    let days = (
      since: try HistoryOptions.day(since, of: "--since"), until: try HistoryOptions.day(until, of: "--until")
    )
    if let first = days.since, let last = days.until, last < first {
      throw ValidationError("--until is before --since.")
    }
    let folder = try options.read().history
    Console.printProblems(folder.problems)
    Console.print(HistoryTable(folder, since: days.since, until: days.until).text)
    if !folder.problems.isEmpty { throw ExitCode(2) }
  }
}
