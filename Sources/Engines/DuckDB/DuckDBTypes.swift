import Schema

/// DuckDB's types.
///
/// Source: DuckDB documentation, "Data Types" and "Typecasting" (duckdb.org/docs/stable/sql/data_types/typecasting);
/// which pairs are assigned was measured on DuckDB.
struct DuckDBTypes: GrammarTypes {
  let words = EngineWords(engine: "DuckDB", safeCast: "TRY_CAST")
  let loading = LoadingRules(fields: .byName(missing: .nullFilled, extra: .dropsValues), skipsGenerated: true)
  let tellingKeys: TellingKeys? = TellingKeys(present: ["column_comment"], turn: 4)
  let coercesInsideArrays = true

  static let grammar = TypeGrammar(
    .duckDB, numbers + others, names: .ascii,
    composites: [
      "struct": .structure, "row": .structure, "map": .map, "enum": .opaque, "union": .opaque, "list": .array,
    ])
  static let coercions = Coercions.duckDB

  private static let numbers: [ScalarType] = [
    ScalarType("BOOLEAN", "BOOL", "LOGICAL", means: .fixed(.boolean)),
    ScalarType("TINYINT", "INT1", means: .fixed(.integer(bits: 8, isSigned: true))),
    ScalarType("SMALLINT", "INT2", "SHORT", means: .fixed(.integer(bits: 16, isSigned: true))),
    ScalarType("INTEGER", "INT", "INT4", "SIGNED", means: .fixed(.integer(bits: 32, isSigned: true))),
    ScalarType("BIGINT", "INT8", "LONG", means: .fixed(.integer(bits: 64, isSigned: true))),
    ScalarType("HUGEINT", "INT128", means: .fixed(.integer(bits: 128, isSigned: true))),
    ScalarType("UTINYINT", means: .fixed(.integer(bits: 8, isSigned: false))),
    ScalarType("USMALLINT", means: .fixed(.integer(bits: 16, isSigned: false))),
    ScalarType("UINTEGER", means: .fixed(.integer(bits: 32, isSigned: false))),
    ScalarType("UBIGINT", means: .fixed(.integer(bits: 64, isSigned: false))),
    ScalarType("UHUGEINT", means: .fixed(.integer(bits: 128, isSigned: false))),
    ScalarType("BIGNUM", "VARINT"),
    ScalarType("DECIMAL", "NUMERIC", "DEC", parameters: .decimal(usual: (18, 3)), means: .decimal),
    ScalarType("FLOAT", "FLOAT4", "REAL", means: .fixed(.float(bits: 32))),
    ScalarType("DOUBLE", "FLOAT8", "DOUBLE PRECISION", means: .fixed(.float(bits: 64))),
  ]

  private static let others: [ScalarType] = [
    // A length is taken and not kept.
    ScalarType(
      "VARCHAR", "CHAR", "BPCHAR", "TEXT", "STRING", parameters: .ignored, means: .fixed(.text(nil))),
    ScalarType("BLOB", "BYTEA", "BINARY", "VARBINARY", means: .fixed(.binary(nil))),
    ScalarType("DATE", means: .fixed(.date)), ScalarType("TIME", means: .fixed(.time(6))),
    ScalarType("TIME_NS"),
    ScalarType("TIME WITH TIME ZONE", "TIMETZ"),
    ScalarType("TIMESTAMP", "DATETIME", "TIMESTAMP WITHOUT TIME ZONE", means: .fixed(.dateTime(6))),
    ScalarType("TIMESTAMP_S", means: .fixed(.dateTime(0))),
    ScalarType("TIMESTAMP_MS", means: .fixed(.dateTime(3))),
    ScalarType("TIMESTAMP_NS", means: .fixed(.dateTime(9))),
    ScalarType("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ", means: .fixed(.instant(6))), ScalarType("INTERVAL"),
    ScalarType("UUID", "GUID", means: .fixed(.uuid)), ScalarType("JSON", means: .fixed(.json)),
    ScalarType("BIT", "BITSTRING"), ScalarType("GEOMETRY"), ScalarType("VARIANT"), ScalarType("NULL"),
  ]

  /// There are no identity columns, and a generated column shows its expression as a default too.
  func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation> {
    row.isGenerated.isKnown && !row.computed ? .absent : row.standard
  }

  func writes(_ row: TypeRow) -> Bool {
    row.udtName == nil && row.columnType == nil && InformationSchemaNumbers.writes(row.dataType, in: self)
  }

  func effect(_ from: String, _ to: String) -> CastEffect {
    for word in ["ENUM", "UNION"] {
      if let effect = TypeMembers.effect(from, to, of: word) { return effect }
    }
    func word(_ name: String) -> String {
      if name == "ARRAY" { return "LIST" }
      // Of a fixed length: `INTEGER[3]`.
      if name.hasSuffix("]") { return "ARRAY" }
      return ["ENUM", "UNION"].first { name.hasPrefix("\($0)(") } ?? name
    }
    return Self.coercions.effect(word(from), word(to))
  }

  func meaning(_ type: DataType) -> CommonType? {
    if case .scalar(let name, _) = type, name.hasPrefix("ENUM(") { return .text(nil) }
    return grammarMeaning(type)
  }

  func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) { return composite }
    switch meaning {
    case .boolean: return Self.scalar("BOOLEAN")
    case .integer(let bits, let isSigned):
      let name: String? =
        switch bits {
        case ...8: "TINYINT"
        case ...16: "SMALLINT"
        case ...32: "INTEGER"
        case ...64: "BIGINT"
        case ...128: "HUGEINT"
        default: nil
        }
      return name.map { Self.scalar(isSigned ? $0 : "U\($0)") }
    case .decimal(let precision?, let scale?):
      return precision <= 38 ? Self.scalar("DECIMAL", precision, scale) : nil
    case .decimal: return nil
    case .float(let bits): return Self.scalar(bits <= 32 ? "FLOAT" : "DOUBLE")
    case .text: return Self.scalar("VARCHAR")
    case .binary: return Self.scalar("BLOB")
    case .date: return Self.scalar("DATE")
    case .time: return Self.scalar("TIME")
    case .dateTime: return Self.scalar("TIMESTAMP")
    case .instant: return Self.scalar("TIMESTAMP WITH TIME ZONE")
    case .json: return Self.scalar("JSON")
    case .uuid: return Self.scalar("UUID")
    case .array, .structure, .map: return nil
    }
  }
}
