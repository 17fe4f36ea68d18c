import Auditing
import Comparison
import Engines
import Schema
import Settings
import Status
import Text

/// The commands that reports suggest, as they are typed into a shell: the only place above the models that knows the
/// program's commands and flags.
struct NextCommands {
  private let report: DriftReport

  init(_ report: DriftReport) { self.report = report }

  /// Longer commands are no help.
  static let longest = 4000

  /// Removes entries of the baseline that match nothing.
  static let prune = "driftaudit baseline prune"

  /// Prints a rule's page.
  static func explain(_ rule: RuleID) -> String { "driftaudit explain \(rule)" }

  /// Accepts the findings of one rule; nil where there is no JSON report to take them from.
  func accept(rule: RuleID) -> String? { accept(selecting: "--rule \(rule)") }

  /// Accepts exactly these findings; nil as above.
  func accept(ids: [String]) -> String? { accept(selecting: "--id \(ids.joined(separator: " "))") }

  private func accept(selecting selection: String) -> String? {
    report.acceptance.map { acceptance in
      "driftaudit baseline accept --from \(ShellWord.quoted(acceptance.reportPath)) \(selection)"
        + (acceptance.baselinePath.map { " --baseline \(ShellWord.quoted($0))" } ?? "") + " --reason \"…\""
    }
  }

  /// Shows a staging table beside main; nil where no shell could say its name, or the tables cannot be read again.
  func compare(_ table: String, of audit: ComparedAudit) -> String? {
    guard let origin = report.asked(of: audit).origin else { return nil }
    var words = [origin.main, table]
    for source in origin.sources { words += ["--from", source] }
    if let engine = origin.engine { words += ["--engine", engine.rawValue] }
    words += configuration
    if let baseline = report.acceptance?.baselinePath { words += ["--baseline", baseline] }
    let quoted = words.compactMap(ShellWord.exact)
    // What begins like an option would be taken for one.
    guard quoted.count == words.count, !origin.main.hasPrefix("-"), !table.hasPrefix("-") else { return nil }
    let text = "driftaudit compare " + quoted.joined(separator: " ")
    return text.utf8.count <= Self.longest ? text : nil
  }

  /// Write statements for the tables of an audit: `driftaudit merge` with what it has to know, and
  /// `driftaudit repair --target staging`; nil where no shell could say them, or no statement would help.
  func statements(for audit: ComparedAudit) -> (merge: String, repair: String)? {
    guard let origin = report.asked(of: audit).origin, let selection = origin.selection,
      MergeSettings.dialects.contains(audit.main.schema.engine),
      audit.schemas.allSatisfy({ $0.sampledRecords == nil }),
      audit.findings.contains(where: { $0.status.counts }), !audit.hasUnnamedTables,
      !origin.sources.contains(where: { $0.hasPrefix("-") })
    else { return nil }
    let words = words(selection, of: origin) + configuration
    let quoted = words.compactMap(ShellWord.exact)
    guard quoted.count == words.count else { return nil }
    return (
      merge: (["driftaudit merge"] + quoted + (origin.hasKey ? [] : ["--key …"])).joined(separator: " "),
      repair: (["driftaudit repair"] + quoted + ["--target staging"]).joined(separator: " ")
    )
  }

  /// The words that select an audit's tables.
  private func words(_ selection: AskedAudit.Selection, of origin: AskedAudit.Origin) -> [String] {
    switch selection {
    case .configured(let main): return report.audits.count > 1 ? ["--main", main] : []
    case .patterns(let staging, let exclude, let includesViews):
      var words = origin.sources + ["--main", origin.main]
      for pattern in staging { words += ["--staging", pattern] }
      for pattern in exclude { words += ["--exclude", pattern] }
      if let engine = origin.engine { words += ["--engine", engine.rawValue] }
      if includesViews { words.append("--include-views") }
      return words
    }
  }

  /// Shows what a section of an overview sums up; nil where no shell could say it, or no command shows it.
  static func look(into kind: StatusSection.Kind, of main: StatusReport.Main, _ report: StatusReport)
    -> String?
  {
    guard let selection = main.selection else { return nil }
    let words =
      (selection.main.map { ["--main", $0] } ?? [])
      + (selection.configuration.map { ["--config", $0] } ?? [])
    let command: [String]
    switch kind {
    case .drift: command = ["audit"] + words
    case .orphans: command = ["orphans"] + words + (report.namedMoment.map { ["--now", $0] } ?? [])
    case .lostCompletions: command = ["batches"] + words
    case .arrival, .unpopulatedColumns: command = ["verify"] + words
    case .lastRun: return nil
    }
    let quoted = command.compactMap(ShellWord.exact)
    guard quoted.count == command.count else { return nil }
    let script = kind == .orphans ? " --script bq=clean-up.sh" : ""
    return "driftaudit " + quoted.joined(separator: " ") + script
  }

  private var configuration: [String] {
    guard let file = report.configuration, file != Configuration.usualFile else { return [] }
    return ["--config", file]
  }
}
