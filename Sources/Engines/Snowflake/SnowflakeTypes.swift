import Schema

/// Snowflake's types.
///
/// Source: Snowflake documentation, "Summary of data types", "Data type conversion"
/// (docs.snowflake.com/en/sql-reference/data-type-conversion) and "COLUMNS view"
/// (docs.snowflake.com/en/sql-reference/info-schema/columns). The view names all texts TEXT and all whole and decimal
/// numbers NUMBER.
struct SnowflakeTypes: GrammarTypes {
  let words = EngineWords(engine: "Snowflake", safeCast: "TRY_CAST")
  let tellingKeys: TellingKeys? = TellingKeys(present: ["schema_evolution_record"], turn: 6)

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
      ScalarType("TIME", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .time),
      ScalarType(
        "TIMESTAMP_NTZ", "DATETIME", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .dateTime),
      ScalarType("TIMESTAMP_LTZ", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .instant),
      ScalarType("TIMESTAMP_TZ", parameters: .mayBeLeftOut(.fraction(usual: 9)), means: .instant),
      ScalarType("VARIANT", means: .fixed(.json)), ScalarType("OBJECT"), ScalarType("ARRAY"),
      ScalarType("MAP"),
      ScalarType("GEOGRAPHY"), ScalarType("GEOMETRY"), ScalarType("FILE"),
      ScalarType("UUID", means: .fixed(.uuid)),
    ], names: .exact,
    composites: ["array": .array, "object": .structure, "map": .map, "vector": .opaque])
  static let coercions = Coercions.snowflake

  func type(of row: TypeRow) throws(TypeTextError) -> DataType {
    try InformationSchemaNumbers.added(row, to: try type(row.dataType), in: Self.grammar)
  }

  /// An IDENTITY, or AUTOINCREMENT, takes a value that is given.
  func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation> {
    let text = (expression.value ?? "").uppercased()
    if row.identity || text.hasPrefix("IDENTITY START") || text.hasPrefix("AUTOINCREMENT") {
      return .present(.identityByDefault)
    }
    return row.isIdentity.isKnown ? .absent : .unknown
  }

  func writes(_ row: TypeRow) -> Bool {
    row.udtName == nil && row.columnType == nil && InformationSchemaNumbers.writes(row.dataType, in: self)
  }

  func effect(_ from: String, _ to: String) -> CastEffect {
    // Its type with named parts is the OBJECT.
    func word(_ name: String) -> String { name == "STRUCT" ? "OBJECT" : name }
    return Self.coercions.effect(word(from), word(to))
  }

  /// A CAST to VARIANT makes a JSON string of the text.
  func parser(of staging: DataType, for main: DataType) -> String? {
    guard case (.scalar("TEXT", _), .scalar("VARIANT", _)) = (staging, main) else { return nil }
    return "PARSE_JSON"
  }

  func meaning(_ type: DataType) -> CommonType? {
    // All of Snowflake's types for whole numbers are this one.
    if type == Self.scalar("NUMBER", 38, 0) { return .integer(bits: 64, isSigned: true) }
    guard case .scalar(let name, let numbers) = type, numbers.isEmpty, let scalar = Self.grammar.scalar(name),
      case .mayBeLeftOut = scalar.parameters
    else {
      return lengthless(grammarMeaning(type))
    }
    return grammarMeaning(.scalar(name, parameters: [DataType.untold]))
  }

  /// A text or a number of bytes as long as they can be has no limit.
  private func lengthless(_ meaning: CommonType?) -> CommonType? {
    switch meaning {
    case .text(16_777_216): .text(nil)
    case .binary(8_388_608): .binary(nil)
    default: meaning
    }
  }

  func type(meaning: CommonType) -> DataType? {
    switch meaning {
    case .boolean: return Self.scalar("BOOLEAN")
    case .integer(let bits, _): return bits <= 64 ? Self.scalar("NUMBER", 38, 0) : nil
    case .decimal(let precision?, let scale?):
      return precision <= 38 ? Self.scalar("NUMBER", precision, scale) : nil
    case .decimal: return nil
    case .float: return Self.scalar("FLOAT")
    case .text(let length): return Self.scalar("TEXT", length ?? 16_777_216)
    case .binary(let length): return Self.scalar("BINARY", length ?? 8_388_608)
    case .date: return Self.scalar("DATE")
    case .time(let digits): return Self.scalar("TIME", Self.digits(digits, most: 9))
    case .dateTime(let digits): return Self.scalar("TIMESTAMP_NTZ", Self.digits(digits, most: 9))
    case .instant(let digits): return Self.scalar("TIMESTAMP_LTZ", Self.digits(digits, most: 9))
    case .json: return Self.scalar("VARIANT")
    case .uuid: return Self.scalar("TEXT", 36)
    case .array: return Self.scalar("ARRAY")
    case .structure, .map: return Self.scalar("OBJECT")
    }
  }
}
