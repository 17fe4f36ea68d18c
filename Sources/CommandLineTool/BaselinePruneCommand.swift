import Auditing
import Baselines
import Output
import Schema
import Text
import ArgumentParser

/// Drops entries that nothing matches any more.
struct BaselinePruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Make the configured audit, and drop baseline entries that match nothing any more.")

  @OptionGroup var audit: AuditOptions

  func run() throws {
    let plan = try audit.plan()
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
    if !stale.isEmpty {
      do {
        try ReportWriter.write(baseline.removing(stale).text, to: path)
      } catch {
        Console.printProblems([error.problem])
        throw ExitCode(2)
      }
    }
    let rest = baseline.entries.count - stale.count
    Console.print(
      "Dropped \(Count.of(stale.count, "entry", plural: "entries")): \(SafeText.printable(path)) holds "
        + "\(Count.grouped(rest)) now.\n")
  }
}
