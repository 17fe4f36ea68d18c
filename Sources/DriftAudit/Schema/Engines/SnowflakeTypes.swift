/// Snowflake's types.
///
/// Source: Snowflake documentation, "Summary of data types", "Data type conversion"
/// (docs.snowflake.com/en/sql-reference/data-type-conversion) and "COLUMNS view"
/// (docs.snowflake.com/en/sql-reference/info-schema/columns). The view names all texts TEXT and all whole and decimal
/// numbers NUMBER.
struct SnowflakeTypes: GrammarTypes {
  let words = EngineWords(engine: "Snowflake", safeCast: "TRY_CAST")
  let tellingKeys: TellingKeys? = TellingKeys(present: ["schema_evolution_record"])

  static let grammar = TypeGrammar(
    .snowflake,
    [
      ScalarType("BOOLEAN", means: .fixed(.boolean)),
      ScalarType(
        "NUMBER", "DECIMAL", "NUMERIC", "DEC", "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BYTEINT",
        parameters: .mayBeLeftOut(.decimal(usual: (38, 0))), means: .decimal),
      ScalarType(
        "FLOAT", "FLOAT4", "FLOAT8", "DOUBLE", "DOUBLE PRECISION", "REAL", means: .fixed(.float(bits: 64))),
      ScalarType("DECFLOAT"),
      ScalarType(
        "TEXT", "VARCHAR", "STRING", "CHAR", "CHARACTER", "NCHAR", "NVARCHAR",
        parameters: .mayBeLeftOut(.length(unlimited: 16_777_216)), means: .text),
      ScalarType(
        "BINARY", "VARBINARY", parameters: .mayBeLeftOut(.length(unlimited: 8_388_608)), means: .binary),
      ScalarType("DATE", means: .fixed(.date)),
      ScalarType("TIME", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .fixed(.time)),
      ScalarType(
        "TIMESTAMP_NTZ", "DATETIME", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .fixed(.dateTime)),
      ScalarType("TIMESTAMP_LTZ", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .fixed(.instant)),
      ScalarType("TIMESTAMP_TZ", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .fixed(.instant)),
      ScalarType("VARIANT", means: .fixed(.json)), ScalarType("OBJECT"), ScalarType("ARRAY"),
      ScalarType("MAP"),
      ScalarType("GEOGRAPHY"), ScalarType("GEOMETRY"), ScalarType("FILE"),
      ScalarType("UUID", means: .fixed(.uuid)),
    ],
    composites: ["array": .array, "object": .structure, "map": .map, "vector": .opaque])
  static let coercions = Coercions.snowflake

  func type(of row: TypeRow) throws(TypeTextError) -> DataType {
    try InformationSchemaNumbers.added(row, to: try type(row.dataType), in: Self.grammar)
  }

  func writes(_ row: TypeRow) -> Bool {
    row.udtName == nil && row.columnType == nil && InformationSchemaNumbers.writes(row.dataType, in: self)
  }

  func type(meaning: CommonType) -> DataType? {
    func scalar(_ name: String, _ numbers: Int?...) -> DataType {
      .scalar(name, parameters: numbers.compactMap(\.self))
    }
    switch meaning {
    case .boolean: return scalar("BOOLEAN")
    case .integer(let bits, _): return bits <= 64 ? scalar("NUMBER", 38, 0) : nil
    case .decimal(let precision?, let scale?):
      return precision <= 38 ? scalar("NUMBER", precision, scale) : nil
    case .decimal: return nil
    case .float: return scalar("FLOAT")
    case .text(let length): return scalar("TEXT", length)
    case .binary(let length): return scalar("BINARY", length)
    case .date: return scalar("DATE")
    case .time: return scalar("TIME")
    case .dateTime: return scalar("TIMESTAMP_NTZ")
    case .instant: return scalar("TIMESTAMP_LTZ")
    case .json: return scalar("VARIANT")
    case .uuid: return scalar("TEXT", 36)
    case .array: return scalar("ARRAY")
    case .structure, .map: return scalar("OBJECT")
    }
  }
}
