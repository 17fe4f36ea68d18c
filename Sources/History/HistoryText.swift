import Auditing
import Settings
import Schema
import Comparison
import Platform
import Text

extension HistoryRun {
  /// Which layout of the file this is.
  static let schemaVersion = 1

  /// The run as its file holds it: a line for each family and finding, so that two runs differ in few lines; LF.
  var text: String {
    let head = [
      "\"schemaVersion\": \(Self.schemaVersion)", "\"time\": \"\(time)\"",
      "\"version\": \(JSONText.quoted(version))", "\"verdict\": \"\(verdict.rawValue)\"",
      "\"failOn\": \"\(failOn.rawValue)\"", "\"problems\": \(problems)", "\"staleEntries\": \(staleEntries)",
    ]
    return "{\(head.joined(separator: ", ")),\n\"audits\": [" + audits.map(Self.text).joined(separator: ",")
      + "]}\n"
  }

  /// `2026-01-30T06-00-00Z-1f2e3d4c.json`: its time, without the colons that some systems forbid, and 8 digits of
  /// SHA-256 over its content, so that two jobs of the same second never write the same file unless they say the same.
  var fileName: String {
    "\(time)".replacing(":", with: "-") + "-\(Digest.hex([text], digits: 8)).json"
  }

  /// The time that a file's name tells; nil for any other name.
  static func time(ofFileNamed name: String) -> Moment? {
    let bytes = Array(name.utf8)
    guard bytes.count == 34, name.hasSuffix(".json"), bytes[19] == UInt8(ascii: "Z"),
      bytes[20] == UInt8(ascii: "-"),
      bytes[21..<29].allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    let clock = name.dropFirst(11).prefix(8).replacing("-", with: ":")
    guard let time = Moment("\(name.prefix(10))T\(clock)Z") else { return nil }
    return name.hasPrefix("\(time)".replacing(":", with: "-")) ? time : nil
  }

  private static func text(_ audit: Audit) -> String {
    let narrowed = audit.isNarrowed ? ", \"narrowed\": true" : ""
    return
      "\n{\"table\": \(JSONText.quoted(audit.table)), \"columns\": \(audit.columns)\(narrowed),\n\"families\": ["
      + list(audit.families.map(text)) + "],\n\"findings\": [" + list(audit.findings.map(text)) + "]}"
  }

  private static func list(_ items: [String]) -> String { items.map { "\n" + $0 }.joined(separator: ",") }

  private static func text(_ family: Family) -> String {
    "{\"family\": \(JSONText.quoted(family.name)), \"tables\": \(family.tables), \"drifted\": \(family.drifted), "
      + "\"unreadable\": \(family.unreadable), \"shapes\": \(family.shapes)}"
  }

  private static func text(_ finding: Finding) -> String {
    var members = [
      "\"id\": \(JSONText.quoted(finding.id))", "\"rule\": \(JSONText.quoted(finding.rule.rawValue))",
      "\"severity\": \"\(finding.severity.rawValue)\"", "\"status\": \"\(finding.status.name)\"",
      "\"family\": \(JSONText.quoted(finding.family))", "\"column\": \(JSONText.quoted(finding.column))",
      "\"main\": \(JSONText.side(finding.main))", "\"staging\": \(JSONText.side(finding.staging))",
      "\"tables\": \(finding.tables)",
    ]
    if let acceptance = finding.status.acceptance {
      members.append("\"reason\": \(JSONText.quoted(acceptance.reason))")
      if let expires = acceptance.expires { members.append("\"expires\": \(JSONText.quoted(expires))") }
      if let owner = acceptance.owner { members.append("\"owner\": \(JSONText.quoted(owner))") }
    }
    return "{\(members.joined(separator: ", "))}"
  }
}

extension JSONText {
  /// One side of a finding, or `null`.
  package static func side(_ side: ColumnSide?) -> String {
    side.map { "{\"type\": \(quoted($0.type)), \"mode\": \"\($0.mode.rawValue)\"}" } ?? "null"
  }
}
