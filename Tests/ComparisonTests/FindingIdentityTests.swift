@testable import Comparison
@testable import Engines
@testable import Schema
import Testing

@Suite("Identity of findings whose columns differ in case alone") struct FindingIdentityTests {
  private func findings(_ engine: Engine, main: [String], staging: [[String]]) throws -> [Finding] {
    func schema(_ names: [String]) throws -> TableSchema {
      let type = try engine.types.type(engine == .bigQuery ? "INT64" : "integer")
      return TableSchema(columns: names.map { Column($0, type, mode: .nullable, in: engine) }, in: engine)
    }
    let mainSchema = try schema(main)
    let schemas = try staging.map { SchemaTranslation(try schema($0), to: mainSchema).schema }
    let tables = schemas.indices.map { StagingTable(name: TableName(table: "s\($0)"), schema: $0) }
    return AuditComparer.compare(
      main: Table(name: TableName(table: "m"), schema: mainSchema), mainSource: "",
      families: [StagingFamily(name: "staging", tables: tables)], schemas: schemas, rules: Rules.all
    ).findings
  }

  @Test("One column keeps the id of its lower case, two have one each")
  func ids() throws {
    let alone = try findings(.postgreSQL, main: ["id", "userId"], staging: [["id"]])
    let other = try findings(.postgreSQL, main: ["id", "userid"], staging: [["id"]])
    #expect(alone.map(\.id) == other.map(\.id))
    #expect(!alone[0].isSpelledExactly)

    let both = try findings(.postgreSQL, main: ["id", "userId", "userid"], staging: [["id"]])
    #expect(both.map(\.column) == ["userId", "userid"])
    #expect(Set(both.map(\.id)).count == 2)
    // The spelled one keeps its id when the other is no longer missing.
    let left = try findings(.postgreSQL, main: ["id", "userId", "userid"], staging: [["id", "userid"]])
    #expect(left.map(\.id) == [both[0].id])
    #expect(left[0].isSpelledExactly)
  }

  @Test("Columns that main lacks have an id each too, and on BigQuery all spellings are one finding")
  func extra() throws {
    let both = try findings(.postgreSQL, main: ["id"], staging: [["id", "userId", "userid"]])
    #expect(Set(both.map(\.id)).count == 2)
    #expect(both.map(\.isSpelledExactly) == [true, true])
    let one = try findings(.bigQuery, main: ["id"], staging: [["id", "userId"], ["id", "userid"]])
    #expect(one.map(\.tableCount) == [2])
  }
}
