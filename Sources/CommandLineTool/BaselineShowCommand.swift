import Baselines
import JSONInput
import Schema
import ArgumentParser

/// Lists what is accepted.
struct BaselineShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List accepted findings with reason, last day and owner.")

  @Option(
    name: .long,
    help: ArgumentHelp("The baseline; driftaudit.baseline.json if not named.", valueName: "FILE"),
    completion: .json)
  var baseline: String?

  @Option(
    name: .long, help: ArgumentHelp("The configuration that names the baseline.", valueName: "FILE"),
    completion: .configuration)
  var config: String?

  @OptionGroup var clock: ClockOptions

  func run() throws {
    var options = AuditOptions()
    options.baseline = baseline
    options.config = config
    let (path, content) = try options.existingBaseline()
    guard let content else {
      Console.printProblems([
        Problem(file: path, "there is no baseline: `driftaudit baseline accept` makes one.")
      ])
      throw ExitCode(2)
    }
    Console.print(content.listing(file: path, today: try clock.today()))
  }
}

extension AuditOptions {
  /// The baseline's path by flag, configuration or default, and what it holds; nil where there is no such file.
  ///
  /// Ends the command with exit code 2 where it cannot be read.
  func existingBaseline() throws -> (path: String, content: Baseline?) {
    let settings = settings(needsBaseline: false)
    Console.printProblems(settings.problems)
    guard settings.isConfigured, settings.baseline != nil || !InputFiles.isFile(settings.baselinePath) else {
      throw ExitCode(2)
    }
    return (settings.baselinePath, settings.baseline?.content)
  }
}
