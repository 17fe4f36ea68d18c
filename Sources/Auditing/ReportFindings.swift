import Baselines
import Comparison
import JSONInput
import Schema

/// The findings of a JSON report that driftaudit wrote, for `baseline accept --from`.
package enum ReportFindings {
  /// Reads them; keys that this version does not know are left aside.
  ///
  /// - Returns: The findings, or nil where the file is no report; and everything that is wrong with it.
  package static func load(bytes: [UInt8], file: String) -> ([AcceptableFinding]?, [Problem]) {
    PlacedReader.read(bytes: bytes, file: file) { $0.reportFindings() }
  }
}

extension PlacedReader {
  fileprivate mutating func reportFindings() -> [AcceptableFinding]? {
    guard json.root.member("schemaVersion") != nil, json.root.member("audits")?.isArray == true,
      let root = root("a report"), let audits = array("audits", of: root)
    else {
      report("", "the file is no JSON report of driftaudit: 'schemaVersion' or 'audits' is missing.")
      return nil
    }
    guard isVersion(1, at: "schemaVersion", of: root, "the report") else { return nil }
    var all: [AcceptableFinding] = []
    for (value, path) in audits {
      guard let audit = object(value, path, "an audit") else { continue }
      let table = object("main", of: audit).flatMap { text("table", of: $0) }
      let findings = array("findings", of: audit)
      guard let table, let findings else { continue }
      all += findings.compactMap { finding($0.value, table: table, $0.path) }
    }
    return all
  }

  private mutating func finding(_ value: JSONValue, table: String, _ path: String) -> AcceptableFinding? {
    guard let object = object(value, path, "a finding") else { return nil }
    let rule = text("rule", of: object)
    let family = text("family", of: object)
    let status = text("status", of: object)
    let column = optionalText("column", of: object)
    let main = type(of: "main", of: object)
    let staging = type(of: "staging", of: object)
    guard let rule, let family, let status else { return nil }
    let id = object["id"]?.string
    let exactID = FindingID.of(
      table: table, family: family, rule: RuleID(rawValue: rule), column: column,
      main: side("main", of: object),
      staging: side("staging", of: object))
    return AcceptableFinding(
      entry: BaselineEntry(
        rule: RuleID(rawValue: rule), table: table, family: family, column: column,
        isSpelledExactly: id == exactID && column != column?.lowercased(), main: main, staging: staging,
        acceptance: Finding.Acceptance(reason: "")),
      isAccepted: status == "accepted", id: id)
  }

  /// A side as the id has it; nil where the report's is none.
  private func side(_ key: String, of finding: Object) -> ColumnSide? {
    guard let type = finding[key]?.member("type")?.string, let word = finding[key]?.member("mode")?.string,
      let mode = Mode(rawValue: word)
    else { return nil }
    return ColumnSide(type: type, mode: mode)
  }

  private mutating func type(of side: String, of finding: Object) -> String? {
    optionalObject(side, of: finding).flatMap { text("type", of: $0) }
  }
}
