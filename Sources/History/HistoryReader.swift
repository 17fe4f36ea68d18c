import Auditing
import Comparison
import JSONInput
import Schema
import Settings
import Text
import CSimdjson

extension HistoryRun {
  /// Reads a file of a history; keys that this version does not know are left aside.
  ///
  /// - Returns: The run, or nil where the file has errors; and everything that is wrong with it, up to a hundred.
  static func load(bytes: [UInt8], file: String) -> (HistoryRun?, [Problem]) {
    do throws(PlacedJSON.Failure) {
      var reader = HistoryReader(json: try PlacedJSON(bytes: bytes, file: file))
      let run = reader.run()
      return (reader.problems.isEmpty ? run : nil, reader.problems.sorted())
    } catch {
      return (nil, [error.problem])
    }
  }
}

/// Reads a run's values and gathers everything that is wrong with them.
private struct HistoryReader {
  /// Each place costs a walk through the file.
  private static let mostProblems = 100

  let json: PlacedJSON
  private(set) var problems: [Problem] = []

  init(json: PlacedJSON) { self.json = json }

  /// An object with its path in the file.
  private struct Object {
    let path: String
    let members: [String: csj_slot]
  }

  private mutating func report(_ path: String, _ message: String) {
    guard problems.count < Self.mostProblems else { return }
    problems.append(Problem(at: json.place(of: path), message))
  }

  mutating func run() -> HistoryRun? {
    guard let root = object(json.root, "", "a run of a history") else { return nil }
    guard let version = root.members["schemaVersion"] else {
      report("", "the file is no run of a history: 'schemaVersion' is missing.")
      return nil
    }
    guard version.kind == CSJ_INTEGER, version.integer == HistoryRun.schemaVersion else {
      report(
        "/schemaVersion",
        "unknown version of the history: this driftaudit knows version \(HistoryRun.schemaVersion).")
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
    let audits = list("audits", of: root).compactMap { audit($0.value, $0.path) }
    guard let moment, let made, let verdict, let failOn, let problems, let stale else { return nil }
    return HistoryRun(
      time: moment, version: made, verdict: verdict, failOn: failOn, problems: problems, staleEntries: stale,
      audits: audits)
  }

  private mutating func audit(_ value: csj_slot, _ path: String) -> HistoryRun.Audit? {
    guard let audit = object(value, path, "an audit") else { return nil }
    let table = text("table", of: audit)
    let columns = number("columns", of: audit)
    let narrowed = audit.members["narrowed"]
    let families = list("families", of: audit).compactMap { family($0.value, $0.path) }
    let findings = list("findings", of: audit).compactMap { finding($0.value, $0.path) }
    guard let table, let columns else { return nil }
    return HistoryRun.Audit(
      table: table, columns: columns, isNarrowed: narrowed?.kind == CSJ_TRUE, families: families,
      findings: findings)
  }

  private mutating func family(_ value: csj_slot, _ path: String) -> HistoryRun.Family? {
    guard let family = object(value, path, "a family") else { return nil }
    let name = text("family", of: family)
    let numbers = ["tables", "drifted", "unreadable", "shapes"].map { number($0, of: family) }.compactMap(
      \.self)
    guard let name, numbers.count == 4 else { return nil }
    return HistoryRun.Family(
      name: name, tables: numbers[0], drifted: numbers[1], unreadable: numbers[2], shapes: numbers[3])
  }

  private mutating func finding(_ value: csj_slot, _ path: String) -> HistoryRun.Finding? {
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
    let expires = optionalText("expires", of: finding)
    if let expires, CalendarDay(expires) == nil {
      report(finding.path + "/expires", "'\(expires.clipped())' is no day of the calendar.")
    }
    let acceptance = Finding.Acceptance(
      reason: reason, expires: expires, owner: optionalText("owner", of: finding))
    return name == "accepted" ? .accepted(acceptance) : .expired(acceptance)
  }

  private mutating func side(_ key: String, of finding: Object) -> ColumnSide? {
    guard let value = finding.members[key], value.kind != CSJ_NULL else { return nil }
    guard let side = object(value, "\(finding.path)/\(key)", "'\(key)'") else { return nil }
    let type = text("type", of: side)
    let mode: Mode? = word("mode", of: side)
    guard let type, let mode else { return nil }
    return ColumnSide(type: type, mode: mode)
  }

  // MARK: Values

  private mutating func object(_ value: csj_slot, _ path: String, _ what: String) -> Object? {
    guard value.kind == CSJ_OBJECT else {
      report(path, "\(what) must be an object, not \(value.kindText).")
      return nil
    }
    let members = json.members(of: value).map { ($0.key, $0.value) }
    return Object(path: path, members: Dictionary(members, uniquingKeysWith: { _, last in last }))
  }

  private mutating func list(_ key: String, of object: Object) -> [(value: csj_slot, path: String)] {
    let path = "\(object.path)/\(key)"
    guard let value = object.members[key] else {
      report(object.path, "'\(key)' is missing.")
      return []
    }
    guard value.kind == CSJ_ARRAY else {
      report(path, "'\(key)' must be a list, not \(value.kindText).")
      return []
    }
    return json.elements(of: value).enumerated().map { ($1, "\(path)/\($0)") }
  }

  private mutating func text(_ key: String, of object: Object) -> String? {
    guard let value = object.members[key] else {
      report(object.path, "'\(key)' is missing.")
      return nil
    }
    if let text = json.text(value) { return text }
    report("\(object.path)/\(key)", "'\(key)' must be a text, not \(value.kindText).")
    return nil
  }

  private mutating func optionalText(_ key: String, of object: Object) -> String? {
    guard let value = object.members[key], value.kind != CSJ_NULL else { return nil }
    return text(key, of: object)
  }

  private mutating func number(_ key: String, of object: Object) -> Int? {
    guard let value = object.members[key] else {
      report(object.path, "'\(key)' is missing.")
      return nil
    }
    if value.kind == CSJ_INTEGER, value.integer >= 0 { return Int(value.integer) }
    report("\(object.path)/\(key)", "'\(key)' must be a number from 0, not \(value.kindText).")
    return nil
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(_ key: String, of object: Object) -> Word?
  where Word.RawValue == String {
    guard let text = text(key, of: object) else { return nil }
    if let word = Word(rawValue: text) { return word }
    report("\(object.path)/\(key)", Suggestion.unknown(key, text, known: Word.allCases.map(\.rawValue)))
    return nil
  }
}
