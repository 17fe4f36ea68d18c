@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Reports
@testable import Schema
@testable import Text
import Foundation
import Testing

@Suite("JSON report")
struct JSONReportTests {
  private func parsed(_ report: DriftReport) throws -> [String: Any] {
    let text = try JSONReport().text(of: report)
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(
    "Reports look as they should",
    arguments: [SampleReports.Name.incidentAccepted, .mixed, .clean, .nothingRead])
  func golden(name: SampleReports.Name) throws {
    var report = try SampleReports.make(name)
    // 1,665 rows that differ in a number make no better golden file than three.
    if name == .incidentAccepted { report.audits[0].tables.removeSubrange(3...) }
    try ReportGolden.expect(JSONReport().text(of: report), equals: "\(name).json")
  }

  @Test("Read back, a report holds every table, shape and finding", arguments: SampleReports.Name.allCases)
  func readBack(name: SampleReports.Name) throws {
    let report = try SampleReports.make(name)
    let json = try parsed(report)
    let audits = try #require(json["audits"] as? [[String: Any]])
    #expect(audits.count == report.audits.count)
    for (audit, parsed) in zip(report.audits, audits) {
      let main = try #require(parsed["main"] as? [String: Any])
      #expect(main["table"] as? String == audit.main.name.description)
      #expect(main["columns"] as? Int == audit.main.schema.columns.count)
      let tables = try #require(parsed["tables"] as? [[String: Any]])
      #expect(tables.map { $0["table"] as? String } == audit.tables.map(\.name.description))
      #expect(tables.map { $0["family"] as? String } == audit.tables.map(\.family))
      let ids = audit.tables.map { $0.shape.map { audit.shapes[$0].id } }
      #expect(tables.map { $0["shape"] as? String } == ids)
      #expect(
        (parsed["shapes"] as? [[String: Any]])?.map { $0["fingerprint"] as? String }
          == audit.shapes.map(\.fingerprint))
      let findings = try #require(parsed["findings"] as? [[String: Any]])
      #expect(findings.map { $0["column"] as? String } == audit.findings.map(\.column))
      for (finding, parsed) in zip(audit.findings, findings) {
        try expect(parsed, equals: finding, of: audit)
      }
    }
  }

  private func expect(_ parsed: [String: Any], equals finding: Finding, of audit: ComparedAudit) throws {
    #expect(parsed["id"] as? String == finding.id)
    #expect(parsed["status"] as? String == finding.status.name)
    #expect(parsed["family"] as? String == finding.family)
    #expect(parsed["tableCount"] as? Int == finding.tableCount)
    #expect(parsed["examples"] as? [String] == finding.examples)
    #expect(parsed["shapes"] as? [String] == finding.shapes.map { audit.shapes[$0].id })
    #expect((parsed["main"] as? [String: Any])?["type"] as? String == finding.main?.type)
    #expect((parsed["staging"] as? [String: Any])?["mode"] as? String == finding.staging?.mode.rawValue)
    #expect(parsed["hint"] as? String == finding.hint)
    #expect(parsed.keys.contains("hint") == (finding.hint != nil))
    let acceptance = finding.status.acceptance
    for key in ["reason", "expires", "owner"] { #expect(parsed.keys.contains(key) == (acceptance != nil)) }
    #expect(parsed["reason"] as? String == acceptance?.reason)
    #expect(parsed["expires"] as? String == acceptance?.expires)
  }

  @Test("Problems come back with everything that is known of them")
  func problems() throws {
    let problems = try #require(parsed(SampleReports.mixed())["problems"] as? [[String: Any]])
    #expect(problems.map { $0["line"] as? Int } == [48_213, 1, nil])
    #expect(problems[2]["file"] is NSNull)
    #expect(problems[0]["table"] as? String == "shop.sales._staging_orders_9")
  }

  @Test("No name reaches the file in a form that a terminal obeys")
  func terminalSafe() throws {
    let text = try JSONReport().text(of: SampleReports.hostile())
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !SafeText.isUnsafe($0) })
  }

  @Test(
    "Strings are escaped where they have to be",
    arguments: [
      ("plain", "\"plain\""), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t\0\u{1b}", #""\n\r\t\u0000\u001b""#),
      ("é🏀", "\"é🏀\""), ("\u{7f}\u{9b}\u{202e}\u{feff}", #""\u007f\u009b\u202e\ufeff""#),
      ("\u{e0001}", #""\udb40\udc01""#), ("", "\"\""),
    ])
  func strings(text: String, json: String) throws {
    #expect(String(decoding: JSONString.encoded(text), as: UTF8.self) == json)
  }

  @Test("Two runs give the same bytes")
  func deterministic() throws {
    #expect(try JSONReport().text(of: SampleReports.mixed()) == JSONReport().text(of: SampleReports.mixed()))
  }
}
