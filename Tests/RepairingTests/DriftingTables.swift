@testable import Engines
@testable import Schema
@testable import TestSupport
import Testing

/// Makes a main and staging tables that have drifted from it, in the types of one engine.
struct DriftingTables {
  let engine: Engine
  var random: SeededGenerator

  private static let types: [Engine: [String]] = [
    .bigQuery: [
      "INT64", "NUMERIC", "NUMERIC(7, 2)", "NUMERIC(9)", "BIGNUMERIC", "BIGNUMERIC(60, 30)", "FLOAT64",
      "STRING", "STRING(5)",
      "STRING(9)", "BYTES", "BOOL", "DATE", "DATETIME", "TIMESTAMP", "TIME", "JSON", "ARRAY<INT64>",
      "ARRAY<NUMERIC>",
      "ARRAY<STRING>", "STRUCT<a INT64, `b c` STRING>", "STRUCT<`B C` STRING, a NUMERIC>",
      "STRUCT<a INT64 NOT NULL, d BOOL>",
      "STRUCT<a NUMERIC, e STRUCT<f DATE, g STRING(3)>>",
      "STRUCT<a INT64, e STRUCT<g STRING(8), f DATE NOT NULL, h JSON>>",
      "ARRAY<STRUCT<a INT64, k STRING>>", "ARRAY<STRUCT<k STRING, a NUMERIC, m BOOL>>",
    ],
    .postgreSQL: [
      "smallint", "integer", "bigint", "numeric", "numeric(10,2)", "numeric(12,1)", "real",
      "double precision", "text",
      "character varying(5)", "character varying(9)", "character(3)", "boolean", "date",
      "timestamp without time zone",
      "timestamp with time zone", "timestamp(3) with time zone", "jsonb", "uuid", "integer[]", "bigint[]",
      "text[]", "bytea",
    ],
    .duckDB: [
      "SMALLINT", "INTEGER", "BIGINT", "UINTEGER", "HUGEINT", "DECIMAL(10,2)", "DECIMAL(12,1)", "FLOAT",
      "DOUBLE", "VARCHAR",
      "BLOB", "BOOLEAN", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "INTEGER[]", "BIGINT[]",
      "VARCHAR[]",
      "MAP(VARCHAR, INTEGER)", "STRUCT(a INTEGER, \"b c\" VARCHAR)", "STRUCT(\"B C\" VARCHAR, a BIGINT)",
      "STRUCT(a INTEGER, e STRUCT(f DATE))", "STRUCT(a BIGINT, e STRUCT(g INTEGER, f DATE))",
      "STRUCT(a INTEGER)[]",
      "STRUCT(k VARCHAR, a BIGINT, e STRUCT(f DATE)[])[]",
      "STRUCT(a INTEGER, e STRUCT(f DATE, g VARCHAR)[])[]",
    ],
  ]
  private static let names = ["id", "Total", "select", "a b", "größe", "x_1", "Zip", "GROUP"]

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func column(_ name: String) throws -> Column {
    let text = try #require(Self.types[engine]?.randomElement(using: &random))
    var column = Column(
      name, try told(engine.types.type(text)), mode: chance(25) ? .required : .nullable,
      attributes: Column.Attributes(defaultExpression: .absent), in: engine)
    if chance(20), !column.type.isArray { column.attributes.defaultExpression = .present(randomDefault()) }
    return column
  }

  private mutating func randomDefault() -> String { ["'1'", "'2'"].randomElement(using: &random) ?? "" }

  /// BigQuery's exports tell modes of fields.
  private func told(_ type: DataType) -> DataType {
    switch type {
    case .structure(let fields):
      .structure(
        fields.map { field in
          var field = field
          field.type = told(field.type)
          if engine == .bigQuery { field.mode = field.mode ?? .nullable }
          return field
        })
    case .array(let element): .array(told(element))
    case .scalar, .range, .map, .unknown: type
    }
  }

  mutating func main() throws -> TableSchema {
    var columns: [Column] = []
    for name in Self.names.shuffled(using: &random).prefix(Int.random(in: 2...7, using: &random)) {
      columns.append(try column(name))
    }
    return schema(columns)
  }

  mutating func drifted(_ main: TableSchema) throws -> TableSchema {
    var columns: [Column] = []
    for column in main.columns where !chance(15) {
      var drifted = column
      if chance(30) { drifted = try self.column(column.name) }
      if chance(20) {
        var renamed = Column(
          column.name.uppercased(), drifted.type, mode: drifted.mode, attributes: drifted.attributes,
          in: engine)
        renamed.mode = drifted.mode
        drifted = renamed
      }
      if chance(15), drifted.mode != .repeated {
        drifted.mode = drifted.mode == .required ? .nullable : .required
      }
      if chance(10), !drifted.type.isArray {
        drifted.attributes.defaultExpression = .present(randomDefault())
      }
      columns.append(drifted)
    }
    if chance(30) { columns.append(try column("extra \(Int.random(in: 1...3, using: &random))")) }
    if chance(20) { columns.shuffle(using: &random) }
    return schema(columns.isEmpty ? [try column("only")] : columns)
  }

  private mutating func schema(_ columns: [Column]) -> TableSchema {
    var schema = TableSchema(columns: columns, partitioning: .absent, clustering: .absent)
    schema.engine = engine
    if engine == .bigQuery, chance(20), let name = columns.randomElement(using: &random)?.name {
      schema.partitioning = .present(
        Partitioning(column: name, granularity: "DAY", requiresFilter: chance(50)))
    }
    return schema
  }
}
