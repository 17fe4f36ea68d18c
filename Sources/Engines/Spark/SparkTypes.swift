import Schema

/// The types of Spark SQL, and of Databricks, which are the same.
///
/// Source: Spark SQL guide, "Data Types" and "ANSI Compliance" (store assignment,
/// spark.apache.org/docs/latest/sql-ref-ansi-compliance.html); Databricks SQL reference, "COLUMNS"
/// (docs.databricks.com/en/sql/language-manual/information-schema/columns.html). Which pairs are assigned was measured on
/// PySpark with the usual store assignment policy, ANSI.
package struct SparkTypes: GrammarTypes {
  package let words: EngineWords
  package let tellingKeys: TellingKeys?
  package let writesInformationSchema: Bool
  package let writesCatalogRows = true
  package let coercesInsideArrays = true
  package let loading: LoadingRules
  /// Whether every cast is made by itself, as Delta's MERGE and INSERT do.
  private let castsByItself: Bool

  /// Spark's own.
  package init() {
    words = EngineWords(engine: "Spark", safeCast: "TRY_CAST")
    loading = LoadingRules(checksComputed: true)
    castsByItself = false
    tellingKeys = nil
    writesInformationSchema = false
  }

  /// Those of Databricks, which has an information_schema.
  ///
  /// Source: Delta Lake, `UpdateExpressionsSupport.castIfNeeded`: MERGE assigns STRUCTs by name
  /// (`resolveMergeUpdateStructsByName`), refuses other fields without schema evolution, and casts scalars by the store
  /// assignment policy. Written after the source, and not run.
  init(databricks keys: TellingKeys) {
    words = EngineWords(engine: "Databricks", safeCast: "TRY_CAST")
    loading = LoadingRules(fieldsByName: .byName(missing: .fails, extra: .fails), checksComputed: true)
    castsByItself = true
    tellingKeys = keys
    writesInformationSchema = true
  }

  package static let grammar = TypeGrammar(
    .spark,
    [
      ScalarType("boolean", means: .fixed(.boolean)),
      ScalarType("tinyint", "byte", means: .fixed(.integer(bits: 8, isSigned: true))),
      ScalarType("smallint", "short", means: .fixed(.integer(bits: 16, isSigned: true))),
      ScalarType("int", "integer", means: .fixed(.integer(bits: 32, isSigned: true))),
      ScalarType("bigint", "long", means: .fixed(.integer(bits: 64, isSigned: true))),
      ScalarType("decimal", "dec", "numeric", parameters: .decimal(usual: (10, 0)), means: .decimal),
      ScalarType("float", "real", means: .fixed(.float(bits: 32))),
      ScalarType("double", means: .fixed(.float(bits: 64))),
      ScalarType("string", means: .fixed(.text(nil))),
      ScalarType("varchar", parameters: .length(unlimited: nil), means: .text),
      ScalarType("char", parameters: .length(unlimited: nil), means: .text),
      ScalarType("binary", means: .fixed(.binary(nil))), ScalarType("date", means: .fixed(.date)),
      ScalarType("timestamp", "timestamp_ltz", means: .fixed(.instant(6))),
      ScalarType("timestamp_ntz", means: .fixed(.dateTime(6))),
      ScalarType("time", parameters: .fraction(usual: 6)),
      ScalarType("void", "null"), ScalarType("variant", means: .fixed(.json)), ScalarType("object"),
      ScalarType("geometry"),
      ScalarType("geography"), ScalarType("interval"),
    ]
      + [
        "year", "month", "year to month", "day", "hour", "minute", "second", "day to hour", "day to minute",
        "day to second", "hour to minute", "hour to second", "minute to second",
      ]
      .map { ScalarType("interval \($0)") },
    names: .javaIgnoringCase, composites: ["array": .array, "struct": .structure, "map": .map])
  package static let coercions = Coercions.spark

  package func type(of row: TypeRow) throws(TypeTextError) -> DataType {
    if let text = row.fullDataType { return try type(text) }
    return try InformationSchemaNumbers.added(row, to: try type(row.dataType), in: Self.grammar)
  }

  /// Databricks' information_schema has the keys of the SQL standard, kept for later: NO says nothing.
  package func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation> {
    row.computed || row.identity ? row.standard : .unknown
  }

  package func writes(_ row: TypeRow) -> Bool {
    // information_schema has names in capitals, everything else in small letters.
    // Texts of limited length are never written without their length.
    row.udtName == nil && row.columnType == nil && !["VARCHAR", "CHAR"].contains(row.dataType.uppercased())
      && (row.dataType == row.dataType.uppercased() || row.dataType == row.dataType.lowercased())
      && InformationSchemaNumbers.writes(row.dataType.lowercased(), in: self)
  }

  package func effect(_ from: String, _ to: String) -> CastEffect {
    // Types with parts are in small letters in the table, as Spark writes them.
    func word(_ name: String) -> String {
      ["ARRAY", "MAP", "STRUCT"].contains(name) ? name.lowercased() : name
    }
    let effect = Self.coercions.effect(word(from), word(to))
    guard castsByItself else { return effect }
    return switch effect {
    case .cast: .coercion
    case .castCanFail: .coercionCanFail
    case .castCanLose: .coercionCanLose
    case .castCanFailOrLose: .coercionCanFailOrLose
    case .none, .coercion, .coercionCanFail, .coercionCanLose, .coercionCanFailOrLose, .rebuild, .impossible:
      effect
    }
  }

  package func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) { return composite }
    switch meaning {
    case .boolean: return Self.scalar("boolean")
    case .integer(let bits, let isSigned):
      return switch isSigned ? bits : bits * 2 {
      case ...8: Self.scalar("tinyint")
      case ...16: Self.scalar("smallint")
      case ...32: Self.scalar("int")
      case ...64: Self.scalar("bigint")
      // The largest of 64 bits without a sign has 20 digits.
      default: bits <= 64 ? Self.scalar("decimal", 20, 0) : nil
      }
    case .decimal(let precision?, let scale?):
      return precision <= 38 ? Self.scalar("decimal", precision, scale) : nil
    case .decimal: return nil
    case .float(let bits): return Self.scalar(bits <= 32 ? "float" : "double")
    case .text(let length): return length.map { Self.scalar("varchar", $0) } ?? Self.scalar("string")
    case .binary: return Self.scalar("binary")
    case .date: return Self.scalar("date")
    case .dateTime: return Self.scalar("timestamp_ntz")
    case .instant: return Self.scalar("timestamp")
    case .uuid: return Self.scalar("string")
    case .json: return Self.scalar("variant")
    case .time, .array, .structure, .map: return nil
    }
  }
}
