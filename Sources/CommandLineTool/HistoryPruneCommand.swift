import History
import Text
import ArgumentParser

/// Removes old runs from a history.
struct HistoryPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove the runs of a history that are older than --keep.",
    discussion: """
      Runs in which what is still found was first found stay: they tell since when. Nothing is removed where a file of the \
      history cannot be read.
      """)

  @OptionGroup var options: HistoryOptions
  @OptionGroup var clock: ClockOptions

  @Option(
    name: .long, help: ArgumentHelp("How long runs are kept: days or weeks, such as 52w.", valueName: "SPAN"))
  var keep: String

  @Flag(name: .long, help: "Say what would be removed, and remove nothing.")
  var dryRun = false

  func run() throws {
    let retention = try HistoryOptions.retention(keep, of: "--keep")
    let folder = try options.read().history
    Console.printProblems(folder.problems)
    guard folder.problems.isEmpty, let retention,
      let start = retention.start(before: try clock.momentToRemove())
    else {
      Console.printError("error: not read in full, so that nothing was removed.\n")
      throw ExitCode(2)
    }
    let pruning = folder.pruning(before: start)
    let problems = dryRun ? [] : folder.remove(pruning.removed)
    Console.printProblems(problems)
    let removed = pruning.removed.count - problems.count
    let rest = folder.entries.count - (dryRun ? 0 : removed)
    var text =
      "\(dryRun ? "Would remove" : "Removed") \(Count.of(removed, "run")) from before \(start.day): "
      + "\(SafeText.printable(folder.path)) holds \(Count.grouped(rest)) now"
    if !pruning.kept.isEmpty {
      text +=
        ", \(Count.grouped(pruning.kept.count)) of them older: what is still found was first found there"
    }
    Console.print(text + ".\n")
    if !problems.isEmpty { throw ExitCode(2) }
  }
}
