import Foundation
import Testing

@testable import Auditing
@testable import CatalogQueries
@testable import Comparison
@testable import Engines
@testable import Exports
@testable import JSONInput
@testable import Reports
@testable import Schema
@testable import Settings
@testable import TestSupport

/// An engine that this file alone knows.
private enum TallyEngine: EngineDefinition {
  static let id = "tally"
  static let aliases = ["tallydb"]
  static let types: any TypeSystem = TallyTypes()
  static let catalog: CatalogAccess? = .script(CatalogScript("tally count '@SETTINGS@'\n"))
  static let snapshotClient: (any SnapshotClient)? = TallyClient()
}

extension Engine {
  fileprivate static var tally: Engine { Engine(TallyEngine.self) }
}

private struct TallyTypes: GrammarTypes {
  let words = EngineWords(engine: "Tally", insertAll: "PUT ALL", safeCast: "TRY_CAST")
  let tellingKeys: TellingKeys? = TellingKeys(filled: ["remarks"], turn: 0)

  static let grammar = TypeGrammar(
    .duckDB,
    [
      ScalarType("COUNT", means: .fixed(.integer(bits: 64, isSigned: true))),
      ScalarType("WORDS", means: .fixed(.text(nil))), ScalarType("DAY", means: .fixed(.date)),
    ], names: .ascii)
  static let coercions = Coercions(
    """
    WORDS
      cast can fail: COUNT
    COUNT
      coercion: WORDS
    """)

  func writes(_ row: TypeRow) -> Bool { InformationSchemaNumbers.writes(row.dataType, in: self) }

  func type(meaning: CommonType) -> DataType? {
    switch meaning {
    case .integer: Self.scalar("COUNT")
    case .text: Self.scalar("WORDS")
    case .date: Self.scalar("DAY")
    default: nil
    }
  }
}

private struct TallyClient: SnapshotClient {
  let engine = Engine.tally
  let program = "tallyctl"
  let place = SnapshotPlace.schema
  let versionArguments = ["version"]

  func questions(_ address: CatalogAddress, _ options: SnapshotOptions) -> [SnapshotQuestion] {
    [
      SnapshotQuestion(
        address: address, view: "columns", statement: "LIST COLUMNS", program: program,
        arguments: options.arguments + ["LIST COLUMNS"], fileName: "columns", fileEnding: ".json")
    ]
  }
}

@Suite("An engine that is added in one file")
struct AddedEngineTests {
  private static let engines = EngineSet(EngineSet.all.definitions + [TallyEngine.self])

  private static var loader: ExportLoader {
    var loader = ExportLoader(threads: 2)
    loader.engines = engines
    return loader
  }

  private static func row(
    _ table: String, _ column: String, _ ordinal: Int, _ type: String, more: String = ""
  )
    -> String
  {
    """
    {"table_schema":"s","table_name":"\(table)","column_name":"\(column)","ordinal_position":\(ordinal),\
    "is_nullable":"YES","data_type":"\(type)"\(more)}

    """
  }

  private static func load(_ text: String) throws -> Catalog {
    let folder = try TemporaryFolder()
    return loader.load([InputFile(path: try folder.write("export.json", Data(text.utf8)))])
  }

  @Test("is in every list")
  func lists() throws {
    let engines = Self.engines
    for list in [engines.engines, engines.nameable, engines.counting, engines.withSnapshots] {
      #expect(list.last == .tally)
    }
    #expect(!engines.merging.contains(.tally))
    #expect(engines.snapshotClients.map(\.program) == ["bq", "psql", "duckdb", "tallyctl"])
    #expect(Engine(named: "TallyDB", among: engines) == .tally)
    #expect(Engine(named: "tally") == nil)
    #expect(Engine.tally.name == "Tally" && Engine.tally != .duckDB)
    #expect(EngineSet.all.sorted([.tally, .duckDB, .bigQuery]) == [.bigQuery, .duckDB, .tally])
  }

  @Test("is recognised by its types, by its keys and by its name")
  func recognised() throws {
    let byTypes = try Self.load(Self.row("t", "n", 1, "COUNT") + Self.row("t", "w", 2, "WORDS"))
    #expect(byTypes.schemas.map(\.engine) == [.tally])
    let byKeys = try Self.load(Self.row("t", "d", 1, "DAY", more: #","remarks":"none""#))
    #expect(byKeys.schemas.map(\.engine) == [.tally])
    // The same key holds no text in Redshift's rows.
    let others = try Self.load(Self.row("t", "d", 1, "date", more: #","remarks":null"#))
    #expect(others.schemas.map(\.engine) == [.redshift])
    let byName = try Self.load(
      """
      {"engine":"tally","kind":"staging","tables":3,"table_schema":"s","first_table":"a","last_table":"c",\
      "columns":[{"column_name":"d","ordinal_position":1,"is_nullable":"YES","data_type":"DAY"}]}
      """)
    #expect(byName.schemas.map(\.engine) == [.tally])
    for catalog in [byTypes, byKeys, others, byName] { #expect(catalog.problems == []) }
    #expect(InspectionText(byTypes).text.contains("engine      Tally\n"))
  }

  @Test("has its words and casts in findings and reports")
  func reported() throws {
    let folder = try TemporaryFolder()
    let text =
      Self.row("main", "n", 1, "COUNT") + Self.row("main", "w", 2, "WORDS")
      + Self.row("staging_1", "n", 1, "WORDS") + Self.row("staging_1", "w", 2, "COUNT")
    var settings = AuditSettings()
    settings.sources = [try folder.write("export.json", Data(text.utf8))]
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: "main", mainPath: "main", settings: settings)]
    let report = AuditRun.run(request, loader: Self.loader).report
    let findings = report.audits.flatMap(\.findings)
    #expect(findings.map(\.column) == ["n", "w"])
    #expect(findings.map { $0.main?.type } == ["COUNT", "WORDS"])
    #expect(findings.first?.severity == .error && findings.last?.severity != .error)
    #expect(findings.first?.consequence.contains("PUT ALL") ?? false)
    let shown = try TextReport().text(of: report)
    #expect(shown.contains("PUT ALL") && shown.contains("WORDS"))
  }

  @Test("means what the same types mean in others")
  func translated() {
    let main = TableSchema(columns: [Column("n", .scalar("INT64", parameters: []))])
    var staging = main
    staging.columns = [Column("n", .scalar("COUNT", parameters: []), in: .tally)]
    staging.engine = .tally
    let translation = SchemaTranslation(staging, to: main)
    #expect(translation.schema.columns.map(\.type) == main.columns.map(\.type))
    #expect(translation.schema.columns.map(\.foreignType) == ["COUNT"])
  }

  @Test("is asked about its catalog, and altered or merged by nobody")
  func asked() throws {
    var question = ShapeQuestion(.tally, main: "s.main")
    #expect(try ShapeStatement(question).text.hasPrefix("tally count '{\"selection\": \""))
    question.scope.regions = ["eu"]
    #expect(throws: CatalogScopeError("Tally has no regions: --region is for BigQuery.")) {
      try ShapeStatement(question)
    }
    let address = try CatalogAddress(.tally, "s")
    #expect(address.description == "tally:s")
    let questions = try #require(Engine.tally.snapshotClient).questions(address, SnapshotOptions())
    #expect(questions.map(\.name) == ["tally:s.columns"])
    #expect(Engine.tally.sqlDialect == nil && Engine.tally.alterDialect == nil)
  }
}
