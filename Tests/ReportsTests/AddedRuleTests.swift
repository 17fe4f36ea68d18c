@testable import Auditing
import Comparison
@testable import ExportFixtures
@testable import Exports
import Foundation
@testable import Output
@testable import Reports
import Schema
@testable import Settings
@testable import TestSupport
import Testing

extension RuleID {
  /// The same name in another case.
  static let caseChanged: RuleID = "case-changed"
}

/// A rule that the program does not have, with nothing outside of this file: what adding one takes.
private struct CaseChanged: Rule {
  let id = RuleID.caseChanged
  let defaultSeverity = "warning"
  let documentation = RuleDocumentation(
    summary: "A column's name is written in another case.",
    rationale: "Readers of staging's files that heed the case find no such column.",
    remedy: "Write the name as main does.",
    example: """
      main     gameDate DATE
      staging  gamedate DATE
      finds    case-changed  gameDate
      """)
  let title = "Other case of letters"
  let sign = "æ"

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging, main.name != staging.name else { return [] }
    return [
      pair.difference(
        id, .warning, .none, "Engines take both for one name.", hint: "staging: \(staging.name)")
    ]
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) letters of another case in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "other case" }
}

@Suite("A rule in one file")
struct AddedRuleTests {
  private static let rules = RuleSet(Rules.all + [CaseChanged()])

  private func export() -> String {
    let rows = [
      columnsRow("main", 1, "gameDate", "DATE"), columnsRow("main", 2, "score", "INT64"),
      columnsRow("s_1", 1, "gamedate", "DATE"), columnsRow("s_1", 2, "score", "INT64"),
      columnsRow("s_2", 1, "gamedate", "DATE"), columnsRow("s_2", 2, "score", "INT64"),
    ]
    return rows.joined(separator: "\n")
  }

  private func report(turnedOff: Bool = false) throws -> DriftReport {
    let folder = try TemporaryFolder()
    var settings = AuditSettings()
    settings.sources = [try folder.write("c.ndjson", export())]
    settings.families = [FamilyPattern(name: "staging", patterns: [try TablePattern("s_*")])]
    if turnedOff { settings.rules[.caseChanged] = .off }
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.rules = Self.rules
    request.audits = [AuditSpec(main: "main", mainPath: "main", settings: settings)]
    return AuditRun.run(request, loader: ExportLoader(threads: 1)).report
  }

  @Test("The list of rules, its page and the document of all rules have it")
  func catalogue() throws {
    let (rule, catalogue) = (CaseChanged(), RuleCatalogue(Self.rules.all))
    for text in [
      catalogue.listing(width: 1000), catalogue.page(of: rule, width: 1000), catalogue.markdown(),
    ] {
      #expect(text.contains("case-changed"))
      #expect(text.contains(rule.documentation.summary))
    }
    #expect(catalogue.markdown().contains("## case-changed\n\n\(rule.documentation.summary)\n"))
  }

  @Test("An audit runs it, unless the configuration turns it off")
  func audit() throws {
    let audit = try #require(report().audits.first)
    #expect(
      audit.findings.map { "\($0.severity) \($0.rule) \($0.column ?? "")" } == [
        "warning case-changed gameDate"
      ])
    #expect(audit.rules[.caseChanged].title == CaseChanged().title)
    #expect(try report(turnedOff: true).audits.first?.findings == [])
  }

  @Test("Every format of a report has it", arguments: ReportFormats.all.map(\.name))
  func formats(name: String) throws {
    let format = try #require(ReportFormats.named(name))
    let text = try format.text(of: report())
    #expect(text.contains("case-changed") || text.contains(CaseChanged().title), "\(text)")
    #expect(!text.contains("?</td>"))
  }

  @Test("Reports show its heading, its sentence and its sign, and SARIF its documentation")
  func words() throws {
    let (report, rule) = (try report(), CaseChanged())
    let sentence = "1 column has letters of another case in both staging tables"
    func text(_ format: any ReportFormat) throws -> String { try format.text(of: report) }
    #expect(try text(MarkdownReport()).contains("## \(rule.title): 1 column\n"))
    // Lines are wrapped there.
    let words = try text(TextReport()).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(sentence))
    let html = try text(HTMLReport())
    #expect(html.contains(sentence))
    #expect(html.contains(">\(rule.sign)</td>"))
    #expect(html.contains("<code>\(rule.sign)</code> case-changed"))
    let sarif = try text(SARIFReport())
    #expect(sarif.contains(rule.documentation.summary))
    #expect(sarif.contains("\"ruleIndex\": \(Rules.all.count)"))
  }

  @Test("compare shows it beside its column")
  func comparison() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("c.ndjson", export())
    var run = TableComparison(main: "main", staging: "s_1", sources: [path])
    run.rules = Self.rules
    let outcome = run.outcome(generatedAt: "2026-11-24T04:00:00Z", loader: ExportLoader(threads: 1))
    let pair = try #require(outcome.pair)
    let table = ComparisonTable(pair, report: outcome.report)
    #expect(table.text.contains("other case (warning)\n"))
  }

  @Test("A finding of a rule that the run does not know has the rule's name for a heading")
  func unknown() {
    let rule = RuleSet.standard[.caseChanged]
    #expect((rule.title, rule.sign, rule.isOnByDefault) == ("case-changed", "?", true))
    #expect(
      rule.sentence(GroupedFindings([], tables: "all 3 staging tables"))
        == "0 columns: case-changed in all 3 staging tables")
    #expect(
      RuleSet.standard.sorted([.caseChanged, .extraColumn, .caseChanged, .missingColumn])
        == [.missingColumn, .extraColumn, .caseChanged])
  }

  @Test("No two rules have one id, one heading or one sign")
  func distinct() {
    for words in [Rules.names, Rules.all.map(\.title), Rules.all.map(\.sign)] {
      #expect(Set(words).count == Rules.all.count)
    }
  }

  @Test("A rule's id is spelt in its own file and nowhere else in the program")
  func spelling() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var spelt: [String: [String]] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for name in Rules.names where text.contains("\"\(name)\"") {
        spelt[name, default: []].append(file.lastPathComponent)
      }
    }
    for name in Rules.names {
      let file = name.split(separator: "-").map { $0.capitalized }.joined() + ".swift"
      #expect(spelt[name] == [file], "\(name)")
    }
  }
}
