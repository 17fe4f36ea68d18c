@testable import Auditing
@testable import Comparison
@testable import Engines
@testable import Platform
@testable import Reports
@testable import Schema
@testable import Settings
import Testing

/// Puts a `ComparedAudit` together from a few words, the way that comparing would: counts, examples, shapes and order
/// all follow from the groups of tables.
struct SampleAuditBuilder {
  private struct Group {
    var family: String
    var shape: String?
    var columns: Int
    var tables: [TableName]
    var findings: [Int]
  }

  private let main: Table
  private let source: String
  private let families: [String]
  private var groups: [Group] = []
  private var findings: [Finding] = []

  /// `columns`: a column each, as `name TYPE` or `name TYPE REQUIRED`.
  init(main: TableName, source: String, families: [String] = ["staging"], columns: [String]) throws {
    self.main = Table(name: main, schema: TableSchema(columns: try columns.map(Self.column)))
    self.source = source
    self.families = families
  }

  static func column(_ text: String) throws -> Column {
    let required = text.hasSuffix(" REQUIRED")
    let text = required ? String(text.dropLast(" REQUIRED".count)) : text
    let space = try #require(text.firstIndex(of: " "))
    return Column(
      String(text[..<space]), try GoogleSQLTypeParser.parse(String(text[text.index(after: space)...])),
      mode: required ? .required : .nullable)
  }

  /// A group of tables with one shape in one family. `shape` nil: tables that could not be read.
  mutating func tables(_ names: [TableName], family: String = "staging", shape: String?, columns: Int = 0)
    -> Int
  {
    groups.append(Group(family: family, shape: shape, columns: columns, tables: names, findings: []))
    return groups.count - 1
  }

  /// A finding that the tables of `groups` (all of one family) show.
  mutating func finding(
    _ rule: RuleID, _ severity: Severity, _ column: String?, main: String?, staging: String?,
    position: Int? = nil, in shown: [Int], status: Finding.Status = .new, consequence: String,
    hint: String? = nil
  ) {
    let family = groups[shown[0]].family
    let place =
      position ?? self.main.schema.columns.firstIndex { $0.foldedName == column?.lowercased() }
    findings.append(
      Finding(
        id: Digest.hex(
          [
            self.main.name.description, family, rule.rawValue, column?.lowercased() ?? "", main ?? "",
            staging ?? "",
          ], digits: 16),
        rule: rule, severity: severity, status: status, family: family, column: column,
        position: place, main: main.map(Self.side), staging: staging.map(Self.side), tableCount: 0,
        examples: [],
        shapes: [], effects: Self.effects(rule, severity), consequence: consequence, hint: hint))
    for group in shown { groups[group].findings.append(findings.count - 1) }
  }

  /// What findings of a rule usually do.
  private static func effects(_ rule: RuleID, _ severity: Severity) -> Effects {
    switch rule {
    case .missingColumn: Effects(position: .fails, name: severity == .error ? .fails : .nullFilled)
    case .extraColumn: Effects(position: .fails, name: .dropsValues)
    case .typeChanged: Effects(both: severity == .error ? .fails : .works)
    case .nullabilityChanged, .parametersChanged: Effects(both: severity == .warning ? .mayFail : .works)
    case .orderChanged: Effects(position: .wrongValues, name: .works)
    default: .none
    }
  }

  private static func side(_ text: String) -> ColumnSide {
    let parts = text.split(separator: " ")
    if let last = parts.last, let mode = Mode(rawValue: String(last)) {
      return ColumnSide(type: parts.dropLast().joined(separator: " "), mode: mode)
    }
    return ColumnSide(type: text, mode: text.hasPrefix("ARRAY") ? .repeated : .nullable)
  }

  func build() -> ComparedAudit {
    let (shapes, shapeIndex) = numberedShapes()
    let order = findings.indices.sorted { isBefore(findings[$0], findings[$1]) }
    var rank = [Int](repeating: 0, count: findings.count)
    for (new, old) in order.enumerated() { rank[old] = new }

    var sorted = order.map { findings[$0] }
    var rows: [ComparedAudit.Row] = []
    for (variant, group) in groups.enumerated() {
      let shape = group.shape.flatMap { shapeIndex[$0] }
      for table in group.tables {
        rows.append(
          ComparedAudit.Row(
            name: table, family: group.family, shape: shape, variant: shape == nil ? nil : variant))
      }
      for old in group.findings {
        sorted[rank[old]].tableCount += group.tables.count
        sorted[rank[old]].examples += group.tables.map(\.description)
        if let shape { sorted[rank[old]].shapes.append(shape) }
      }
    }
    for index in sorted.indices {
      sorted[index].examples.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      sorted[index].examples = Array(sorted[index].examples.prefix(3))
      sorted[index].shapes = Set(sorted[index].shapes).sorted()
      sorted[index].place = sorted[index].examples.first.map {
        SourcePlace(file: "exports/\(TableText.short($0)).json", line: index + 1, column: 3)
      }
    }
    return ComparedAudit(
      main: main, mainSource: source, families: families, findings: sorted, shapes: shapes,
      tables: rows.map { ($0.name.description, $0) }
        .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map(\.1),
      findingsByVariant: groups.map { $0.findings.map { rank[$0] }.sorted() })
  }

  private func numberedShapes() -> ([Shape], [String: Int]) {
    let names = Set(groups.compactMap(\.shape)).sorted()
    let unnumbered = names.map { name in
      let groups = groups.filter { $0.shape == name }
      let tables = groups.flatMap(\.tables).map(\.description)
      return (
        name,
        Shape(
          id: "", fingerprint: Digest.hex([name], digits: 16), columns: groups[0].columns,
          tableCount: tables.count,
          example: tables.min { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? "")
      )
    }
    var shapes: [Shape] = []
    var index: [String: Int] = [:]
    let sorted = unnumbered.sorted {
      ($1.1.tableCount, $0.1.fingerprint) < ($0.1.tableCount, $1.1.fingerprint)
    }
    for (name, shape) in sorted {
      index[name] = shapes.count
      shapes.append(shape)
      shapes[shapes.count - 1].id = "s\(shapes.count)"
    }
    return (shapes, index)
  }

  private func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    func key(_ finding: Finding) -> (Int, String, String, String, String, String) {
      (
        finding.column == nil ? -1 : finding.position ?? .max, finding.column ?? "", finding.rule.rawValue,
        finding.main?.type ?? "", finding.staging?.type ?? "", finding.family
      )
    }
    return key(left) < key(right)
  }
}

extension DriftReport {
  /// A report whose tables can be read again from the folder `exports`.
  static func sample(
    generatedAt: String, failOn: FailLevel = .warning, audits: [ComparedAudit], problems: [Problem],
    baseline: BaselineStatus? = nil, failOnStale: Bool = false
  ) -> DriftReport {
    var report = DriftReport(
      generatedAt: generatedAt, failOn: failOn, audits: audits, problems: problems, baseline: baseline,
      failOnStale: failOnStale)
    for audit in audits {
      var asked = AskedAudit()
      asked.origin = AskedAudit.Origin(main: audit.main.name.description, sources: ["exports"])
      report.asked[audit.main.name] = asked
    }
    return report
  }
}
