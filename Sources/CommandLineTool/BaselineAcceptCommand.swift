import Auditing
import Baselines
import Comparison
import JSONInput
import Output
import Reports
import Schema
import Settings
import Text
import ArgumentParser

/// Accepts findings on purpose, each with a reason.
struct BaselineAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Accept new and expired findings, with a reason.",
    discussion: """
      Takes the findings from a report (--from), or makes the configured audit. Without --rule, --column and --id it accepts \
      all new and expired findings.
      """)

  @OptionGroup var audit: AuditOptions

  @Option(
    name: .long, help: ArgumentHelp("Take the findings from a JSON report.", valueName: "REPORT.json"),
    completion: .json)
  var from: String?

  @Option(name: .long, help: ArgumentHelp("Why this drift is right.", valueName: "TEXT"))
  var reason: String

  @Option(
    name: .long, help: ArgumentHelp("The last day on which it is accepted, UTC.", valueName: "YYYY-MM-DD"))
  var expires: String?

  @Option(name: .long, help: ArgumentHelp("Who answers for it.", valueName: "NAME"))
  var owner: String?

  @Option(
    name: .long, help: ArgumentHelp("Only findings of this rule (repeatable).", valueName: "RULE"),
    completion: .rules)
  var rule: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Only findings at columns that match (repeatable).", valueName: "GLOB"))
  var column: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Only findings with these ids, as the JSON report has them.", valueName: "ID"))
  var id: [String] = []

  @Flag(name: .long, help: "Also give findings that are accepted already this reason, day and owner.")
  var renew = false

  func validate() throws {
    _ = try request()
    if from != nil, !audit.inputs.isEmpty || audit.main != nil {
      throw ValidationError(
        "--from takes the findings from a report; INPUT and --main are for making an audit.")
    }
  }

  func run() throws {
    let request = try request()
    let (path, baseline, findings) = try findings()
    try checkIDs(among: findings)
    let accepted = baseline.accepting(findings, request)
    guard accepted.added + accepted.replaced > 0 else {
      let isNarrowed = !(rule.isEmpty && column.isEmpty && id.isEmpty)
      let narrowed = isNarrowed ? " that --rule, --column and --id let through" : ""
      Console.print(
        "Nothing to accept: there is no new or expired finding\(narrowed). \(path) is unchanged.\n")
      return
    }
    do {
      try ReportWriter.write(accepted.baseline.text, to: path)
    } catch {
      Console.printProblems([error.problem])
      throw ExitCode(2)
    }
    if let expires, let today = try? RunTime.stamp().prefix(10), expires < today {
      Console.printError("warning: \(expires) has passed: what was accepted until then is new drift again.\n")
    }
    var text = "Accepted \(Count.of(accepted.added, "finding"))"
    if accepted.replaced > 0 { text += ", renewed \(Count.grouped(accepted.replaced))" }
    if let expires { text += ", until \(expires)" }
    Console.print(
      "\(text): \(SafeText.printable(path)) holds \(Count.of(accepted.baseline.entries.count, "entry", plural: "entries")) now.\n"
    )
  }

  private func request() throws -> AcceptanceRequest {
    do {
      var request = try AcceptanceRequest(reason: reason, expires: expires, owner: owner)
      for name in rule {
        guard Rules.named(name) != nil else {
          throw ValidationError(RuleCatalogue().noRule(named: name))
        }
        request.rules.insert(RuleID(rawValue: name))
      }
      request.ids = Set(id)
      request.columns = try column.map { try ColumnPattern($0) }
      request.renewsAccepted = renew
      return request
    } catch let error as AcceptanceError {
      throw ValidationError(error.message)
    } catch let error as GlobError {
      throw ValidationError("--column: \(error.message).")
    }
  }

  /// An id that no finding has is a slip: accepting nothing would look as if it had worked.
  private func checkIDs(among findings: [AcceptableFinding]) throws {
    let known = Set(findings.compactMap(\.id))
    let unknown = id.filter { !known.contains($0) }
    guard !unknown.isEmpty else { return }
    Console.printProblems(
      unknown.map { Problem(file: from, "no finding has the id '\(SafeText.printable($0, limit: 80))'.") })
    throw ExitCode(2)
  }

  private func findings() throws -> (path: String, Baseline, [AcceptableFinding]) {
    guard let from else {
      let plan = try audit.plan(needsBaseline: false)
      let outcome = AuditRun.run(plan.request, loader: Loaders.standard(isStrict: audit.strictInputs))
      Console.printProblems(outcome.report.problems)
      // Of exports that were not read in full, drift would be accepted that nobody has seen.
      if outcome.report.verdict == .error {
        Console.printError("error: not audited in full, so that nothing was accepted.\n")
        throw ExitCode(2)
      }
      return (
        plan.baselinePath, plan.request.baseline?.content ?? Baseline(),
        outcome.report.audits.flatMap(\.acceptableFindings)
      )
    }
    let (path, known) = try audit.existingBaseline()
    let (findings, problems): ([AcceptableFinding]?, [Problem])
    switch FileBytes.read(from, atMost: FileBytes.longestReport) {
    case .failure(let error): (findings, problems) = (nil, [error.problem])
    case .success(let bytes): (findings, problems) = ReportFindings.load(bytes: bytes, file: from)
    }
    Console.printProblems(problems)
    guard let findings, !problems.contains(where: { $0.severity == .error }) else { throw ExitCode(2) }
    return (path, known ?? Baseline(), findings)
  }
}
