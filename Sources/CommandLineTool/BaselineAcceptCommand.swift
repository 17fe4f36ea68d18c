import Auditing
import Baselines
import Comparison
import JSONInput
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
      all new and expired findings. What is accepted already stays as it is: reason, owner and last day.
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

  @Flag(name: .long, help: "List what would be accepted, and write nothing.")
  var dryRun = false

  @OptionGroup var clock: ClockOptions

  func validate() throws {
    _ = try request()
    if from != nil, !audit.inputs.isEmpty || audit.main != nil {
      throw ValidationError(
        "--from takes the findings from a report; INPUT and --main are for making an audit.")
    }
  }

  func run() throws {
    let request = try request()
    let today = try clock.today()
    if let expires, expires < today {
      throw ValidationError("--expires \(expires) is in the past: nothing would be accepted.")
    }
    let (path, baseline, findings, reads) = try findings()
    try checkIDs(among: findings)
    var accepted = baseline.accepting(findings, request, today: today)
    if !dryRun {
      var outputs = reads.outputs
      // What another run has accepted since then stays too.
      let change = BaselineFile.change(path, knownRules: Rules.names, &outputs) { current in
        accepted = current.accepting(findings, request, today: today)
        return accepted.added.isEmpty && accepted.renewed.isEmpty ? nil : accepted.baseline
      }
      if case .failed(let problems) = change {
        Console.printProblems(problems)
        throw ExitCode(2)
      }
    }
    Console.print(text(accepted, path: SafeText.printable(path)))
  }

  /// What was accepted, an entry a line, and what stays as it is.
  private func text(_ accepted: Baseline.Accepted, path: String) -> String {
    let kept = accepted.kept.count
    let stay =
      kept == 0
      ? ""
      : "\(Count.of(kept, "finding")) \(kept == 1 ? "is" : "are") accepted already and unchanged; --renew changes them.\n"
    let (added, renewed) = (accepted.added, accepted.renewed)
    guard !added.isEmpty || !renewed.isEmpty else {
      let isNarrowed = !(rule.isEmpty && column.isEmpty && id.isEmpty)
      let narrowed = isNarrowed ? " that --rule, --column and --id let through" : ""
      return "Nothing to accept: there is no new or expired finding\(narrowed). \(path) is unchanged.\n"
        + stay
    }
    var text = "\(dryRun ? "Would accept" : "Accepted") \(Count.of(added.count, "finding"))"
    if !renewed.isEmpty { text += ", \(dryRun ? "renew" : "renewed") \(Count.grouped(renewed.count))" }
    if let expires { text += ", until \(expires)" }
    let total = Count.of(accepted.baseline.entries.count, "entry", plural: "entries")
    text += dryRun ? ": \(path) is unchanged.\n" : ": \(path) holds \(total) now.\n"
    return text + Baseline.lines(added, sign: "+") + Baseline.lines(renewed, sign: "~") + stay
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

  private func findings() throws -> (path: String, Baseline, [AcceptableFinding], ReadFiles) {
    guard let from else {
      let plan = try audit.plan(needsBaseline: false, now: try clock.moment())
      let outcome = AuditRun.run(plan.request, loader: Loaders.standard(isStrict: audit.strictInputs))
      Console.printProblems(outcome.report.problems)
      // Of exports that were not read in full, drift would be accepted that nobody has seen.
      if outcome.report.verdict == .error {
        Console.printError("error: not audited in full, so that nothing was accepted.\n")
        throw ExitCode(2)
      }
      return (
        plan.baselinePath, plan.request.baseline?.content ?? Baseline(),
        outcome.report.audits.flatMap(\.acceptableFindings), plan.reads
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
    return (path, known ?? Baseline(), findings, ReadFiles().adding([from]))
  }
}
