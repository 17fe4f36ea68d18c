@testable import Baselines
@testable import Comparison
@testable import Engines
@testable import Schema
@testable import Settings
import Testing

@Suite("Columns that differ in case alone, accepted and ignored") struct CaseOfColumnsTests {
  /// PostgreSQL's main has `userId` and `userid`, and staging lacks both.
  private func audit(_ engine: Engine = .postgreSQL, main: [String] = ["id", "userId", "userid"]) throws
    -> ComparedAudit
  {
    let type = try engine.types.type(engine == .bigQuery ? "INT64" : "integer")
    func schema(_ names: [String]) -> TableSchema {
      TableSchema(columns: names.map { Column($0, type, mode: .nullable, in: engine) }, in: engine)
    }
    return AuditComparer.compare(
      main: Table(name: TableName(table: "m"), schema: schema(main)), mainSource: "",
      families: [
        StagingFamily(name: "staging", tables: [StagingTable(name: TableName(table: "s"), schema: 0)])
      ], schemas: [schema(["id"])], rules: Rules.all)
  }

  private func accepted(_ audit: ComparedAudit, column: String) throws -> Baseline {
    var request = try AcceptanceRequest(reason: "on purpose")
    request.columns = [try ColumnPattern(column)]
    let baseline = Baseline().accepting(audit.acceptableFindings, request, today: "2026-02-01").baseline
    // As the file has it.
    let (read, problems) = Baseline.load(
      bytes: Array(baseline.text.utf8), file: "b.json", knownRules: Rules.names)
    #expect(problems.isEmpty)
    return try #require(read)
  }

  @Test("An entry accepts the column of its spelling and not the other")
  func acceptance() throws {
    let audit = try audit()
    let baseline = try accepted(audit, column: "userId")
    #expect(baseline.entries.map(\.column) == ["userId"])
    #expect(baseline.text.contains("\"caseSensitive\": true"))
    let statuses = baseline.statuses(of: audit.findings, table: audit.main.name, today: "2026-12-01")
    #expect(audit.findings.map(\.column) == ["userId", "userid"])
    #expect(statuses.map(\.counts) == [false, true])
    #expect(baseline.stale(after: [(audit, true)]).isEmpty)
  }

  @Test("Where one column has the name, entries and patterns have it in any case")
  func anyCase() throws {
    let audit = try audit(main: ["id", "userId"])
    let baseline = try accepted(audit, column: "USERID")
    #expect(!baseline.text.contains("caseSensitive"))
    #expect(
      baseline.statuses(of: audit.findings, table: audit.main.name, today: "2026-12-01").map(\.counts)
        == [false])
  }

  @Test("`ignore` leaves out the column of the pattern's spelling")
  func ignored() throws {
    let policy = DriftPolicy(ignored: [try ColumnPattern("userId")], today: "2026-12-01")
    #expect(policy.applied(to: try audit()).findings.map(\.column) == ["userid"])
    #expect(policy.applied(to: try audit(main: ["id", "USERID"])).findings.isEmpty)
  }
}
