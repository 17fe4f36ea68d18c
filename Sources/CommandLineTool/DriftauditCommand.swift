import Text
import ArgumentParser

/// The command line.
@main
struct DriftauditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "driftaudit",
    abstract: "Audits staging tables against their main table and reports schema drift.",
    version: driftauditVersion,
    subcommands: [
      AuditCommand.self, StatusCommand.self, CompareCommand.self, MergeCommand.self, ExplainMergeCommand.self,
      RepairCommand.self, BaselineCommand.self, HistoryCommand.self, WeeklyCommand.self, OrphansCommand.self,
      BatchesCommand.self, VerifyCommand.self, SnapshotCommand.self, SQLCommand.self, CombineCommand.self,
      InspectCommand.self, RulesCommand.self, ExplainCommand.self, InitCommand.self,
    ])

  /// Runs the command that the arguments name.
  ///
  /// Help, the version and completion scripts are output like any other: ArgumentParser's own `main` would end with 0 where
  /// they cannot be written.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let text = fullMessage(for: error)
      guard exitCode(for: error).isSuccess, !text.isEmpty else { exit(withError: error) }
      Console.print(text + "\n")
    }
  }
}
