/// Avro's types, by their logical type where they have one.
///
/// Source: Apache Avro 1.12 specification, "Logical Types" and "Schema Resolution": main's schema is the reader's,
/// staging's the writer's.
struct AvroTypes: GrammarTypes {
  let words = EngineWords(
    engine: "Avro", insertAll: "reading with main's schema", merge: "a reader with main's schema",
    mergeLabel: "reader", fieldsGoByPosition: false, isReader: true)
  let writesInformationSchema = false
  let coercesInsideArrays = true

  static let grammar = TypeGrammar(
    .avro,
    [
      ScalarType("null"), ScalarType("boolean", means: .fixed(.boolean)),
      ScalarType("int", means: .fixed(.integer(bits: 32, isSigned: true))),
      ScalarType("long", means: .fixed(.integer(bits: 64, isSigned: true))),
      ScalarType("float", means: .fixed(.float(bits: 32))),
      ScalarType("double", means: .fixed(.float(bits: 64))),
      ScalarType("bytes", means: .fixed(.binary(nil))), ScalarType("string", means: .fixed(.text(nil))),
      ScalarType("decimal", parameters: .decimal(usual: nil), means: .decimal),
      ScalarType("date", means: .fixed(.date)), ScalarType("time-millis", means: .fixed(.time)),
      ScalarType("time-micros", means: .fixed(.time)),
      ScalarType("timestamp-millis", means: .fixed(.instant)),
      ScalarType("timestamp-micros", means: .fixed(.instant)),
      ScalarType("timestamp-nanos", means: .fixed(.instant)),
      ScalarType("local-timestamp-millis", means: .fixed(.dateTime)),
      ScalarType("local-timestamp-micros", means: .fixed(.dateTime)),
      ScalarType("local-timestamp-nanos", means: .fixed(.dateTime)), ScalarType("uuid", means: .fixed(.uuid)),
      ScalarType("duration"), ScalarType("fixed", parameters: .length(unlimited: nil), means: .binary),
    ], allowsOtherNames: true)
  static let coercions = Coercions.avro

  func writes(_ row: TypeRow) -> Bool { false }

  func meaning(_ type: DataType) -> CommonType? {
    // BigQuery and Spark read an ENUM as its symbol's text.
    if case .scalar(let name, _) = type, name.hasPrefix("enum(") { return .text(nil) }
    return grammarMeaning(type)
  }

  func effect(_ from: String, _ to: String) -> CastEffect {
    func word(_ name: String) -> String { name.hasPrefix("enum(") ? "enum" : name }
    return Self.coercions.effect(word(from), word(to))
  }

  func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) { return composite }
    func scalar(_ name: String, _ numbers: Int...) -> DataType { .scalar(name, parameters: numbers) }
    switch meaning {
    case .boolean: return scalar("boolean")
    case .integer(let bits, let isSigned):
      return switch isSigned ? bits : bits + 1 {
      case ...32: scalar("int")
      case ...64: scalar("long")
      default: nil
      }
    case .decimal(let precision?, let scale?): return scalar("decimal", precision, scale)
    case .decimal: return nil
    case .float(let bits): return scalar(bits <= 32 ? "float" : "double")
    case .text: return scalar("string")
    case .binary: return scalar("bytes")
    case .date: return scalar("date")
    case .time: return scalar("time-micros")
    case .dateTime: return scalar("local-timestamp-micros")
    case .instant: return scalar("timestamp-micros")
    case .uuid: return scalar("uuid")
    case .json, .array, .structure, .map: return nil
    }
  }
}
