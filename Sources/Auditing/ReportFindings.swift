import Baselines
import Comparison
import JSONInput
import Schema
import CSimdjson

/// The findings of a JSON report that driftaudit wrote, for `baseline accept --from`.
package enum ReportFindings {
  /// Reads them; keys that this version does not know are left aside.
  ///
  /// - Returns: The findings, or nil where the file is no report; and everything that is wrong with it.
  package static func load(bytes: [UInt8], file: String) -> ([AcceptableFinding]?, [Problem]) {
    do throws(PlacedJSON.Failure) {
      var reader = ReportReader(json: try PlacedJSON(bytes: bytes, file: file))
      let findings = reader.findings()
      return (reader.problems.isEmpty ? findings : nil, reader.problems.sorted())
    } catch {
      return (nil, [error.problem])
    }
  }
}

private struct ReportReader {
  private static let mostProblems = 100
  let json: PlacedJSON
  private(set) var problems: [Problem] = []

  init(json: PlacedJSON) { self.json = json }

  private mutating func report(_ path: String, _ message: String) {
    guard problems.count < Self.mostProblems else { return }
    problems.append(Problem(at: json.place(of: path), message))
  }

  private func value(_ key: String, of object: csj_slot) -> csj_slot? {
    guard object.kind == CSJ_OBJECT else { return nil }
    return json.members(of: object).last { $0.key == key }?.value
  }

  mutating func findings() -> [AcceptableFinding] {
    guard let version = value("schemaVersion", of: json.root), let audits = value("audits", of: json.root),
      audits.kind == CSJ_ARRAY
    else {
      report("", "the file is no JSON report of driftaudit: 'schemaVersion' or 'audits' is missing.")
      return []
    }
    guard version.kind == CSJ_INTEGER, version.integer == 1 else {
      report("/schemaVersion", "unknown version of the report: this driftaudit knows version 1.")
      return []
    }
    var all: [AcceptableFinding] = []
    for (index, audit) in json.elements(of: audits).enumerated() {
      let path = "/audits/\(index)"
      guard let main = value("main", of: audit), let table = text("table", of: main, path + "/main"),
        let findings = value("findings", of: audit), findings.kind == CSJ_ARRAY
      else {
        report(path, "the audit has no 'main' with a 'table', or no 'findings'.")
        continue
      }
      for (number, finding) in json.elements(of: findings).enumerated() {
        if let finding = self.finding(finding, table: table, "\(path)/findings/\(number)") {
          all.append(finding)
        }
      }
    }
    return all
  }

  private mutating func finding(_ object: csj_slot, table: String, _ path: String) -> AcceptableFinding? {
    guard let rule = text("rule", of: object, path), let family = text("family", of: object, path),
      let status = text("status", of: object, path)
    else { return nil }
    let before = problems.count
    let column = optionalText("column", of: object, path)
    let main = type(of: "main", of: object, path)
    let staging = type(of: "staging", of: object, path)
    guard problems.count == before else { return nil }
    return AcceptableFinding(
      entry: BaselineEntry(
        rule: RuleID(rawValue: rule), table: table, family: family, column: column, main: main,
        staging: staging,
        acceptance: Finding.Acceptance(reason: "")),
      isAccepted: status == "accepted", id: value("id", of: object).flatMap { json.text($0) })
  }

  private mutating func type(of side: String, of object: csj_slot, _ path: String) -> String? {
    guard let value = value(side, of: object), value.kind != CSJ_NULL else { return nil }
    return text("type", of: value, "\(path)/\(side)")
  }

  private mutating func text(_ key: String, of object: csj_slot, _ path: String) -> String? {
    if let value = value(key, of: object), let text = json.text(value) { return text }
    report(path, "'\(key)' is missing or no text.")
    return nil
  }

  private mutating func optionalText(_ key: String, of object: csj_slot, _ path: String) -> String? {
    guard let value = value(key, of: object), value.kind != CSJ_NULL else { return nil }
    if let text = json.text(value) { return text }
    report("\(path)/\(key)", "'\(key)' must be a text or null, not \(value.kindText).")
    return nil
  }
}
