import Reports
import ArgumentParser

/// Says what becomes of rows, by each way of merging.
struct ExplainMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain-merge",
    abstract: "Say what INSERT ROW, SELECT * and the generated MERGE do with the rows.",
    discussion: """
      For each kind of drift, and the tables that show it, what becomes of their rows: by INSERT ROW, by SELECT * (columns \
      by position), and by the statement that `driftaudit merge` prints where no option of it says otherwise.

      Exit codes: 0 explained; 2 something could not be read, or no finding is named so; 64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Explain only these findings: an id of drift.json, a rule, or a column (repeatable).",
      valueName: "ID|RULE|COLUMN"))
  var finding: [String] = []

  func run() throws {
    let compared = try audit.planOfOne(for: "explained").comparedAudit()
    do throws(MergeExplanation.Unknown) {
      Console.print(try MergeExplanation(compared, only: finding, width: Console.readingWidth).text)
    } catch {
      Console.printProblems([error.problem])
      throw ExitCode(2)
    }
  }
}
