import Auditing
import Baselines
import Comparison
import Schema
import Settings
import Text

/// A suite of tests, as JUnit knows them.
struct JUnitSuite {
  var name: String
  var package: String
  var properties: [(name: String, value: String)] = []
  var tests: [JUnitTest] = []
  /// What is worth reading beside the tests: schemas allow no text in a test that passes.
  var output = ""

  var failures: Int { tests.count { if case .failure = $0.result { true } else { false } } }
  var errors: Int { tests.count { if case .error = $0.result { true } else { false } } }
  var skipped: Int { tests.count { if case .skipped = $0.result { true } else { false } } }
}

/// One test and what it came to.
struct JUnitTest {
  var name: String
  var className: String
  var result: Result = .passed

  enum Result: Equatable {
    case passed
    case skipped(message: String, text: String)
    case failure(type: String, message: String, text: String)
    case error(type: String, message: String, text: String)
  }
}

extension JUnitSuite {
  /// All suites of a report; never none, since many consumers take an empty file for a failure.
  static func all(of report: DriftReport) -> [JUnitSuite] {
    var suites: [JUnitSuite] = []
    for audit in report.audits {
      for family in audit.families {
        suites.append(JUnitSuite(audit, family: family, failOn: report.failOn))
      }
    }
    if let baseline = report.baseline, !baseline.stale.isEmpty {
      suites.append(JUnitSuite(baseline, fails: report.failOnStale))
    }
    if !report.problems.isEmpty { suites.append(JUnitSuite(report.problems)) }
    if suites.isEmpty {
      let test = JUnitTest(name: "nothing to audit", className: "driftaudit.audits")
      suites.append(JUnitSuite(name: "driftaudit.audits", package: "driftaudit", tests: [test]))
    }
    return suites
  }

  /// One audit and family: a test for each top-level column of main, for each other path with a finding, and for the
  /// table as a whole.
  init(_ audit: ComparedAudit, family: String, failOn: FailLevel) {
    let className = JUnitName.of("\(audit.main.name).\(family)")
    self.init(name: className, package: JUnitName.of(audit.main.name.description))
    properties = Self.properties(of: audit, family: family)
    let folding = audit.main.schema.engine.types.names
    var paths = audit.main.schema.columns.map { (folded: $0.foldedName, path: $0.name) }
    var findings: [String: [Finding]] = [:]
    var ofTable: [Finding] = []
    var known = Set(paths.map(\.folded))
    for finding in audit.findings where finding.family == family {
      guard let column = finding.column else {
        ofTable.append(finding)
        continue
      }
      let folded = folding.key(column)
      findings[folded, default: []].append(finding)
      if known.insert(folded).inserted { paths.append((folded, column)) }
    }
    let names = [JUnitName.table] + JUnitName.unique(paths.map { JUnitName.of($0.path) })
    let cases = [ofTable] + paths.map { findings[$0.folded] ?? [] }
    var notes: [String] = []
    for (name, findings) in zip(names, cases) {
      let sorted = Self.worstFirst(findings, failOn: failOn)
      let result = Self.result(sorted, failOn: failOn)
      tests.append(JUnitTest(name: name, className: className, result: result))
      if result == .passed, !findings.isEmpty { notes.append("\(name)\n\(JUnitText.of(sorted))") }
    }
    output = Self.joined(notes)
  }

  private static func properties(
    of audit: ComparedAudit, family: String
  ) -> [(name: String, value: String)] {
    let tables = audit.tables.filter { $0.family == family }
    let drifting = audit.driftingVariants
    let drifted = tables.tableCount { row in row.variant.map { drifting[$0] } ?? false }
    let unreadable = tables.tableCount { $0.variant == nil }
    return [
      ("main", audit.main.name.description), ("source", audit.mainSource), ("family", family),
      ("stagingTables", String(tables.tableCount)), ("driftedTables", String(drifted)),
      ("unreadableTables", String(unreadable)),
    ]
  }

  /// Failing findings before accepted ones before the rest, each from the most severe and most widespread on.
  private static func worstFirst(_ findings: [Finding], failOn: FailLevel) -> [Finding] {
    func rank(_ finding: Finding) -> Int {
      if !finding.status.counts { return 1 }
      return failOn.fails(finding.severity) ? 0 : 2
    }
    return findings.enumerated().sorted { left, right in
      if rank(left.element) != rank(right.element) { return rank(left.element) < rank(right.element) }
      if left.element.severity != right.element.severity {
        return left.element.severity > right.element.severity
      }
      return (right.element.tableCount, left.offset) < (left.element.tableCount, right.offset)
    }.map(\.element)
  }

  private static func result(_ findings: [Finding], failOn: FailLevel) -> JUnitTest.Result {
    guard let worst = findings.first else { return .passed }
    let text = JUnitText.of(findings)
    if worst.status.counts {
      guard failOn.fails(worst.severity) else { return .passed }
      return .failure(type: worst.rule.rawValue, message: JUnitText.headline(worst), text: text)
    }
    let message = JUnitText.acceptance(worst) ?? "accepted"
    return .skipped(message: message, text: message + "\n" + text)
  }

  private static let longestOutput = 1000

  private static func joined(_ notes: [String]) -> String {
    var notes = notes
    if notes.count > longestOutput {
      let others = notes.count - longestOutput
      notes =
        notes.prefix(longestOutput) + ["and \(Count.of(others, "more test")) with findings that do not fail"]
    }
    return notes.joined(separator: "\n\n")
  }
}

extension JUnitSuite {
  /// What kept the run from seeing everything. Only what makes the run end with an error is an error here.
  init(_ problems: [Problem]) {
    self.init(name: "driftaudit.problems", package: "driftaudit")
    let lines = problems.map { SafeText.text(for: $0) }
    let names = JUnitName.unique(problems.map { JUnitName.of(SafeText.text(for: $0)) })
    var notes: [String] = []
    for (index, problem) in problems.enumerated() {
      var test = JUnitTest(name: names[index], className: name)
      if problem.severity == .error {
        var text = lines[index]
        if let table = problem.table { text += "\ntable: \(SafeText.printable(table, limit: 400))" }
        test.result = .error(type: "problem", message: lines[index], text: text)
      } else {
        notes.append(lines[index])
      }
      tests.append(test)
    }
    output = Self.joined(notes)
  }

  /// Entries of the baseline that match nothing.
  init(_ baseline: DriftReport.BaselineStatus, fails: Bool) {
    self.init(name: "driftaudit.baseline", package: "driftaudit")
    properties = [("file", baseline.file)]
    let paths = baseline.stale.map { entry in
      [entry.table, entry.family, entry.rule.rawValue, entry.column, entry.main, entry.staging]
        .compactMap(\.self).joined(separator: " ")
    }
    let names = JUnitName.unique(paths.map(JUnitName.of))
    for (test, entry) in zip(names, baseline.stale) {
      let message = SafeText.line(
        "This entry of the baseline matches no finding any more: \(entry.acceptance.reason)")
      let text = message + "\nTake it out: \(NextCommands.prune)"
      tests.append(
        JUnitTest(
          name: test, className: name,
          result: fails ? .failure(type: "stale-baseline", message: message, text: text) : .passed))
    }
    if !fails { output = Self.joined(names.map { "\($0)\nstale: matches no finding any more" }) }
  }
}
