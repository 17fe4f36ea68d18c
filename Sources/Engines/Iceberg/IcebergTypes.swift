import Schema

/// Iceberg's types.
///
/// Source: Iceberg specification, "Schemas and Data Types", "Schema Evolution" and "Appendix C: JSON serialization"
/// (iceberg.apache.org/spec). A `timestamp` has no zone, where Spark's has one. How rows get in is a statement's matter: Spark
/// assigns by position in INSERT … SELECT *, and STRUCTs by name in MERGE, where it refuses other fields (Iceberg
/// documentation, "Spark Writes", iceberg.apache.org/docs/latest/spark-writes).
package struct IcebergTypes: GrammarTypes {
  package let words = EngineWords(engine: "Iceberg", safeCast: "TRY_CAST")
  package let loading = LoadingRules(fieldsByName: .byName(missing: .fails, extra: .fails))
  package let writesInformationSchema = false
  package let coercesInsideArrays = true

  package init() {}

  package static let grammar = TypeGrammar(
    .iceberg,
    [
      ScalarType("boolean", means: .fixed(.boolean)),
      ScalarType("int", means: .fixed(.integer(bits: 32, isSigned: true))),
      ScalarType("long", means: .fixed(.integer(bits: 64, isSigned: true))),
      ScalarType("float", means: .fixed(.float(bits: 32))),
      ScalarType("double", means: .fixed(.float(bits: 64))),
      ScalarType("decimal", parameters: .decimal(usual: nil), means: .decimal),
      ScalarType("date", means: .fixed(.date)), ScalarType("time", means: .fixed(.time(6))),
      ScalarType("timestamp", means: .fixed(.dateTime(6))),
      ScalarType("timestamptz", means: .fixed(.instant(6))),
      ScalarType("timestamp_ns", means: .fixed(.dateTime(9))),
      ScalarType("timestamptz_ns", means: .fixed(.instant(9))),
      ScalarType("string", means: .fixed(.text(nil))), ScalarType("uuid", means: .fixed(.uuid)),
      ScalarType("fixed", parameters: .length(unlimited: nil), means: .binary),
      ScalarType("binary", means: .fixed(.binary(nil))), ScalarType("variant", means: .fixed(.json)),
      ScalarType("unknown"), ScalarType("geometry"), ScalarType("geography"),
    ], names: .exact,
    composites: [
      "list": .array, "map": .map, "struct": .structure, "geometry": .opaque, "geography": .opaque,
    ])
  package static let coercions = Coercions.iceberg

  /// A length is written between square brackets, which are an ARRAY's elsewhere: `fixed[16]`.
  package func type(_ text: String) throws(TypeTextError) -> DataType {
    if text.hasPrefix("fixed["), text.hasSuffix("]"), let length = Int(text.dropFirst(6).dropLast()),
      length >= 0
    {
      return .scalar("fixed", parameters: [length])
    }
    return try TypeTextReader.parse(text, by: Self.grammar)
  }

  package func writes(_ row: TypeRow) -> Bool { false }

  package func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) { return composite }
    switch meaning {
    case .boolean: return Self.scalar("boolean")
    case .integer(let bits, let isSigned):
      return switch isSigned ? bits : bits + 1 {
      case ...32: Self.scalar("int")
      case ...64: Self.scalar("long")
      // The largest of 64 bits without a sign has 20 digits.
      default: bits <= 64 ? Self.scalar("decimal", 20, 0) : nil
      }
    case .decimal(let precision?, let scale?):
      return precision <= 38 ? Self.scalar("decimal", precision, scale) : nil
    case .decimal: return nil
    case .float(let bits): return Self.scalar(bits <= 32 ? "float" : "double")
    case .text: return Self.scalar("string")
    case .binary: return Self.scalar("binary")
    case .date: return Self.scalar("date")
    case .time: return Self.scalar("time")
    case .dateTime(let digits): return Self.scalar(digits <= 6 ? "timestamp" : "timestamp_ns")
    case .instant(let digits): return Self.scalar(digits <= 6 ? "timestamptz" : "timestamptz_ns")
    case .uuid: return Self.scalar("uuid")
    case .json: return Self.scalar("variant")
    case .array, .structure, .map: return nil
    }
  }
}
