import Auditing
import Comparison
import JSONInput
import Schema
import Settings
import Text

extension HistoryRun {
  /// Reads a file of a history; keys that this version does not know are left aside.
  ///
  /// - Returns: The run, or nil where the file has errors; and everything that is wrong with it, up to a hundred.
  static func load(bytes: [UInt8], file: String) -> (HistoryRun?, [Problem]) {
    PlacedReader.read(bytes: bytes, file: file) { $0.run() }
  }
}

extension PlacedReader {
  fileprivate mutating func run() -> HistoryRun? {
    guard let root = root("a run of a history") else { return nil }
    guard root["schemaVersion"] != nil else {
      report("", "the file is no run of a history: 'schemaVersion' is missing.")
      return nil
    }
    guard isVersion(HistoryRun.schemaVersion, at: "schemaVersion", of: root, "the history") else {
      return nil
    }
    let time = text("time", of: root)
    let moment = time.flatMap { Moment($0) }
    if let time, moment == nil {
      report("/time", "'\(time.clipped())' is no moment like 2026-01-30T06:00:00Z.")
    }
    let made = text("version", of: root)
    let verdict: Verdict? = word("verdict", of: root)
    let failOn: FailLevel? = word("failOn", of: root)
    let problems = number("problems", of: root)
    let stale = number("staleEntries", of: root)
    let audits = (array("audits", of: root) ?? []).compactMap { audit($0.value, $0.path) }
    guard let moment, let made, let verdict, let failOn, let problems, let stale else { return nil }
    return HistoryRun(
      time: moment, version: made, verdict: verdict, failOn: failOn, problems: problems, staleEntries: stale,
      audits: audits)
  }

  private mutating func audit(_ value: JSONValue, _ path: String) -> HistoryRun.Audit? {
    guard let audit = object(value, path, "an audit") else { return nil }
    let table = text("table", of: audit)
    let columns = number("columns", of: audit)
    let families = (array("families", of: audit) ?? []).compactMap { family($0.value, $0.path) }
    let findings = (array("findings", of: audit) ?? []).compactMap { finding($0.value, $0.path) }
    guard let table, let columns else { return nil }
    return HistoryRun.Audit(
      table: table, columns: columns, isNarrowed: audit["narrowed"]?.isTrue == true, families: families,
      findings: findings)
  }

  private mutating func family(_ value: JSONValue, _ path: String) -> HistoryRun.Family? {
    guard let family = object(value, path, "a family") else { return nil }
    let name = text("family", of: family)
    let numbers = ["tables", "drifted", "unreadable", "shapes"].map { number($0, of: family) }.compactMap(
      \.self)
    guard let name, numbers.count == 4 else { return nil }
    return HistoryRun.Family(
      name: name, tables: numbers[0], drifted: numbers[1], unreadable: numbers[2], shapes: numbers[3])
  }

  private mutating func finding(_ value: JSONValue, _ path: String) -> HistoryRun.Finding? {
    guard let finding = object(value, path, "a finding") else { return nil }
    let id = text("id", of: finding)
    let rule = text("rule", of: finding)
    let severity: Severity? = word("severity", of: finding)
    let status = status(of: finding)
    let family = text("family", of: finding)
    let column = optionalText("column", of: finding)
    let main = side("main", of: finding)
    let staging = side("staging", of: finding)
    let tables = number("tables", of: finding)
    guard let id, let rule, let severity, let status, let family, let tables else { return nil }
    return HistoryRun.Finding(
      id: id, rule: RuleID(rawValue: rule), severity: severity, status: status, family: family,
      column: column,
      main: main, staging: staging, tables: tables)
  }

  private mutating func status(of finding: Object) -> Finding.Status? {
    guard let name = text("status", of: finding) else { return nil }
    if name == "new" { return .new }
    guard ["accepted", "expired"].contains(name) else {
      report(
        finding.path + "/status", Suggestion.unknown("status", name, known: ["accepted", "expired", "new"]))
      return nil
    }
    guard let reason = text("reason", of: finding) else { return nil }
    let expires = optionalDay("expires", of: finding)
    let acceptance = Finding.Acceptance(
      reason: reason, expires: expires, owner: optionalText("owner", of: finding))
    return name == "accepted" ? .accepted(acceptance) : .expired(acceptance)
  }

  private mutating func side(_ key: String, of finding: Object) -> ColumnSide? {
    guard let side = optionalObject(key, of: finding) else { return nil }
    let type = text("type", of: side)
    let mode: Mode? = word("mode", of: side)
    guard let type, let mode else { return nil }
    return ColumnSide(type: type, mode: mode)
  }
}
