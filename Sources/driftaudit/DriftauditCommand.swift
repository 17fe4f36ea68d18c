import ArgumentParser
import DriftAudit

/// The command line.
@main
struct DriftauditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "driftaudit",
    abstract: "Audits staging tables against their main table and reports schema drift.",
    version: driftauditVersion,
    subcommands: [
      AuditCommand.self, CompareCommand.self, MergeCommand.self, BaselineCommand.self, HistoryCommand.self,
      WeeklyCommand.self, OrphansCommand.self, BatchesCommand.self, VerifyCommand.self,
      InspectCommand.self, RulesCommand.self, ExplainCommand.self, InitCommand.self,
    ])
}
