import History
import Settings
import Text
import ArgumentParser

/// What earlier audits came to.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show or shorten the history that `audit --record` writes.",
    subcommands: [HistoryShowCommand.self, HistoryPruneCommand.self])
}

/// Which history is meant: the arguments that `history` and `weekly` share.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The history that `audit --record` writes; `history` of driftaudit.yml if not named.", valueName: "DIR")
  )
  var history: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration; driftaudit.yml in the working folder if it is there.", valueName: "FILE"),
    completion: .configuration)
  var config: String?

  func validate() throws {
    if history == "" { throw ValidationError("--history is empty. Is a variable not set?") }
  }

  /// The history's runs, of which what cannot be read is among its problems; and the configuration.
  ///
  /// - Parameter mayBeEmpty: Whether a folder without runs is in order, since something else is said of it.
  /// - Throws: `ValidationError` where nothing says which history is meant, `ExitCode` where the configuration is broken.
  func read(mayBeEmpty: Bool = false) throws -> (
    history: HistoryFolder, configuration: Configuration, reads: ReadFiles
  ) {
    var options = AuditOptions()
    options.config = config
    options.baseline = nil
    let settings = options.settings(needsBaseline: false)
    guard settings.isConfigured else {
      Console.printProblems(settings.problems)
      throw ExitCode(2)
    }
    guard let path = history ?? settings.configuration.history else {
      throw ValidationError(
        "nothing says where the history is: use --history, or `history` in driftaudit.yml.")
    }
    return (
      HistoryFolder(reading: path, mayBeEmpty: mayBeEmpty), settings.configuration,
      ReadFiles(settings).adding(history: path)
    )
  }

  /// Reads a day that a flag names.
  static func day(_ text: String?, of option: String) throws -> CalendarDay? {
    guard let text else { return nil }
    if let day = CalendarDay(text) { return day }
    throw ValidationError("\(option) '\(SafeText.printable(text, limit: 60))' is no day like 2026-01-30.")
  }

  /// Reads a time span that a flag names.
  static func retention(_ text: String?, of option: String) throws -> Retention? {
    guard let text else { return nil }
    if let retention = Retention(text) { return retention }
    throw ValidationError(
      "\(option) '\(SafeText.printable(text, limit: 60))' is no number of days or weeks like 90d or 52w.")
  }
}
