import Auditing
import Settings
import Schema
import Comparison
import Output
import Platform
import Text

extension HistoryRun {
  /// Which layout of the file this is.
  static let schemaVersion = 1

  /// The run as its file holds it: a line for each family and finding, so that two runs differ in few lines; LF.
  var text: String {
    let head: [JSONNode.Member] = [
      ("schemaVersion", .number(Self.schemaVersion)), ("time", .text("\(time)")), ("version", .text(version)),
      ("verdict", .text(verdict.rawValue)), ("failOn", .text(failOn.rawValue)),
      ("problems", .number(problems)), ("staleEntries", .number(staleEntries)),
    ]
    let audits = JSONNode.elements(audits.map(Self.node), .flush)
    return JSONNode.members([head, [("audits", audits)]], .flush).document
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

  private static func node(_ audit: Audit) -> JSONNode {
    let head: [JSONNode.Member] = [
      ("table", .text(audit.table)), ("columns", .number(audit.columns)),
      ("narrowed", audit.isNarrowed ? .truth(true) : nil),
    ]
    return .members(
      [
        head, [("families", .elements(audit.families.map(node), .flush))],
        [("findings", .elements(audit.findings.map(node), .flush))],
      ], .flush)
  }

  private static func node(_ family: Family) -> JSONNode {
    .object([
      ("family", .text(family.name)), ("tables", .number(family.tables)),
      ("drifted", .number(family.drifted)), ("unreadable", .number(family.unreadable)),
      ("shapes", .number(family.shapes)),
    ])
  }

  private static func node(_ finding: Finding) -> JSONNode {
    let acceptance = finding.status.acceptance
    return .object([
      ("id", .text(finding.id)), ("rule", .text(finding.rule.rawValue)),
      ("severity", .text(finding.severity.rawValue)), ("status", .text(finding.status.name)),
      ("family", .text(finding.family)), ("column", .optional(finding.column)),
      ("main", .side(finding.main)), ("staging", .side(finding.staging)), ("tables", .number(finding.tables)),
      ("reason", acceptance.map { .text($0.reason) }), ("expires", acceptance?.expires.map { .text($0) }),
      ("owner", acceptance?.owner.map { .text($0) }),
    ])
  }
}

extension JSONNode {
  /// One side of a finding, or null.
  package static func side(_ side: ColumnSide?) -> JSONNode {
    side.map { .object([("type", .text($0.type)), ("mode", .text($0.mode.rawValue))]) } ?? .null
  }
}
