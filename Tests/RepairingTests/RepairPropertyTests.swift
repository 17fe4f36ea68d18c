@testable import Baselines
@testable import Comparison
@testable import Engines
@testable import Repairing
@testable import Schema
@testable import TestSupport
import Testing

/// The claims of repairs of tables that drifted at random: what the script's text makes of the tables is audited again.
@Suite("Repairs of random tables") struct RepairPropertyTests {
  private static let policy = DriftPolicy(today: "2026-01-30")

  /// Which drift a finding is about, whatever the altered side is.
  private struct Drift: Hashable {
    let rule: RuleID
    let column: String?
    let other: ColumnSide?

    init(_ finding: Finding, _ target: RepairSettings.Target) {
      rule = finding.rule
      column = finding.column?.lowercased()
      other = target == .staging ? finding.main : finding.staging
    }
  }

  private static func audit(_ main: Table, _ staging: [TableName], _ schemas: [TableSchema]) -> ComparedAudit
  {
    let tables = staging.enumerated().map { StagingTable(name: $1, schema: $0) }
    return policy.applied(
      to: AuditComparer.compare(
        main: main, mainSource: "main.json", families: [StagingFamily(name: "staging", tables: tables)],
        schemas: schemas,
        rules: policy.rules(for: Rules.all)))
  }

  static let cases = [Engine.bigQuery, .postgreSQL, .duckDB].flatMap { engine in
    RepairSettings.Target.allCases.flatMap { target in [false, true].map { (engine, target, $0) } }
  }

  @Test(
    "A script parses, an audit afterwards finds what it says and none of what it claims to remove, and it can run twice",
    arguments: cases)
  func claims(_ engine: Engine, _ target: RepairSettings.Target, _ rewrites: Bool) throws {
    var (scripts, removed) = (0, 0)
    let seeds = Thoroughness.cases(30, deep: 100)
    for seed in 1...UInt64(seeds) {
      var drifting = DriftingTables(engine: engine, random: SeededGenerator(seed: seed))
      let main = Table(
        name: TableName(project: "p", dataset: "d", table: "main"), schema: try drifting.main())
      let names = (1...3).map { TableName(project: "p", dataset: "d", table: "_staging_\($0)") }
      var schemas: [TableSchema] = []
      for _ in names { schemas.append(try drifting.drifted(main.schema)) }
      let before = Self.audit(main, names, schemas)
      var settings = RepairSettings(target: target)
      settings.rewrites = rewrites
      let plan = try RepairPlan(before, policy: Self.policy, settings)
      let script = RepairScript(plan).text

      let paths = ([main.name] + names).map(plan.dialect.path)
      var tables = RepairedTables(
        Dictionary(uniqueKeysWithValues: zip(paths, [main.schema] + schemas)), engine: engine)
      try tables.run(script)
      let first = tables.schemas
      let after = Self.audit(
        Table(name: main.name, schema: try #require(first[paths[0]])), names,
        try paths.dropFirst().map { try #require(first[$0]) })
      let told = Set(plan.remaining.map(\.finding.id) + plan.appearing.map(\.id))
      #expect(Set(after.findings.map(\.id)) == told, "seed \(seed)\n\(script)")
      let known = Set(before.findings.map(\.id))
      let left = Set(after.findings.filter { !known.contains($0.id) }.map { Drift($0, target) })
      #expect(plan.removed.allSatisfy { finding in !after.findings.contains { $0.id == finding.id } })
      #expect(plan.removed.allSatisfy { !left.contains(Drift($0, target)) }, "seed \(seed)\n\(script)")
      #expect(plan.removed.count + plan.remaining.count == before.findings.count)
      #expect(plan.remaining.allSatisfy { !$0.reasons.isEmpty })
      let altered = target == .main ? [paths[0]] : Array(paths.dropFirst())
      for path in paths where !altered.contains(path) { #expect(first[path] == tables.schemas[path]) }

      try tables.run(script)
      #expect(tables.schemas == first, "seed \(seed) twice\n\(script)")
      scripts += plan.groups.isEmpty ? 0 : 1
      removed += plan.removed.count
    }
    // Tables that never drift, or repairs that remove nothing, would show nothing.
    #expect(scripts > seeds * 6 / 10)
    #expect(removed > seeds * (target == .main ? 6 : 30) / 10)
  }
}
