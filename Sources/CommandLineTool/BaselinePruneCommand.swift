import Auditing
import Baselines
import Comparison
import Schema
import Text
import ArgumentParser

/// Drops entries that nothing matches any more.
struct BaselinePruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Make the configured audit, and drop baseline entries that match nothing any more.")

  @OptionGroup var audit: AuditOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    let plan = try audit.plan(now: try clock.moment())
    guard let (path, baseline) = plan.request.baseline else {
      Console.printProblems(
        plan.request.problems.isEmpty
          ? [Problem(file: plan.baselinePath, "there is no baseline to prune.")] : plan.request.problems)
      throw ExitCode(2)
    }
    let outcome = AuditRun.run(plan.request, loader: Loaders.standard(isStrict: audit.strictInputs))
    Console.printProblems(outcome.report.problems)
    if outcome.report.verdict == .error {
      Console.printError("error: not audited in full, so that nothing was dropped.\n")
      throw ExitCode(2)
    }
    let stale = outcome.report.baseline?.stale ?? []
    var rest = baseline
    if !stale.isEmpty {
      var outputs = plan.reads.outputs
      // What another run has accepted since then stays.
      switch BaselineFile.change(path, knownRules: Rules.names, &outputs, { $0.removing(stale) }) {
      case .written(let written): rest = written
      case .unchanged: break
      case .failed(let problems):
        Console.printProblems(problems)
        throw ExitCode(2)
      }
    }
    Console.print(
      "Dropped \(Count.of(stale.count, "entry", plural: "entries")): \(SafeText.printable(path)) holds "
        + "\(Count.grouped(rest.entries.count)) now.\n")
  }
}
