import Auditing
import Repairing
import Schema
import Text
import ArgumentParser

/// Prints the statements that remove drift.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Print the ALTER statements that remove the drift.",
    discussion: """
      The script goes to standard output. Nothing is run. A comment at its top says which findings it removes, which \
      stay and why. Running the script twice changes nothing more.

      Exit codes: 0 printed, also where findings stay, which is a warning; 2 something could not be read, or the tables \
      are no tables of the engine; 64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is altered: staging (the staging tables, so that they are as main) or main (so that it takes all that staging "
        + "tables have).", valueName: "SIDE"))
  var target: RepairSettings.Target

  @Flag(
    name: .long,
    help:
      "Where no ALTER changes a type, write the column's values anew, and stop at one that does not convert.")
  var rewrite = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whose statements are written: bigquery, postgres or duckdb. Default: main's engine, else bigquery.",
      valueName: "ENGINE"))
  var dialect: DialectArgument?

  func run() throws {
    var settings = RepairSettings(target: target)
    settings.rewrites = rewrite
    settings.dialect = dialect?.engine
    let plan = try audit.planOfOne(for: "repaired")
    let compared = try plan.comparedAudit()
    guard let request = plan.request.audits.first else { throw ExitCode(2) }
    do throws(RepairRefusal) {
      let repair = try RepairPlan(compared, policy: plan.request.policy(of: request), settings)
      Console.print(RepairScript(repair).text)
      let left = repair.remaining.count
      if left > 0 {
        Console.printProblems([
          Problem(
            .warning,
            "\(Count.of(left, "finding")) \(left == 1 ? "stays" : "stay"); the comment at the top says why.")
        ])
      }
    } catch {
      Console.printProblems(error.problems)
      throw ExitCode(2)
    }
  }
}

extension RepairSettings.Target: ExpressibleByArgument {}
