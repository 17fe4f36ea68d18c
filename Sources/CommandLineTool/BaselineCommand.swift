import ArgumentParser

/// Accepted drift.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Accept drift on purpose, show what is accepted, drop what is gone.",
    subcommands: [BaselineAcceptCommand.self, BaselineShowCommand.self, BaselinePruneCommand.self])
}
