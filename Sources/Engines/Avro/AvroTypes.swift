import Schema

/// Avro's types, by their logical type where they have one.
///
/// Source: Apache Avro 1.12 specification, "Logical Types" and "Schema Resolution": main's schema is the reader's,
/// staging's the writer's.
package struct AvroTypes: GrammarTypes {
  package let words = EngineWords(
    engine: "Avro", insertAll: "reading with main's schema", merge: "a reader with main's schema",
    mergeLabel: "reader")
  package let loading = LoadingRules(fields: .byName(missing: .fails, extra: .dropsValues), isReader: true)
  package let writesInformationSchema = false
  package let coercesInsideArrays = true

  package init() {}

  package static let grammar = TypeGrammar(
    .avro,
    [
      ScalarType("null"), ScalarType("boolean", means: .fixed(.boolean)),
      ScalarType("int", means: .fixed(.integer(bits: 32, isSigned: true))),
      ScalarType("long", means: .fixed(.integer(bits: 64, isSigned: true))),
      ScalarType("float", means: .fixed(.float(bits: 32))),
      ScalarType("double", means: .fixed(.float(bits: 64))),
      ScalarType("bytes", means: .fixed(.binary(nil))), ScalarType("string", means: .fixed(.text(nil))),
      ScalarType("decimal", parameters: .decimal(usual: nil), means: .decimal),
      ScalarType("date", means: .fixed(.date)), ScalarType("time-millis", means: .fixed(.time(3))),
      ScalarType("time-micros", means: .fixed(.time(6))),
      ScalarType("timestamp-millis", means: .fixed(.instant(3))),
      ScalarType("timestamp-micros", means: .fixed(.instant(6))),
      ScalarType("timestamp-nanos", means: .fixed(.instant(9))),
      ScalarType("local-timestamp-millis", means: .fixed(.dateTime(3))),
      ScalarType("local-timestamp-micros", means: .fixed(.dateTime(6))),
      ScalarType("local-timestamp-nanos", means: .fixed(.dateTime(9))),
      ScalarType("uuid", means: .fixed(.uuid)),
      ScalarType("duration"), ScalarType("fixed", parameters: .length(unlimited: nil), means: .binary),
    ], names: .exact, allowsOtherNames: true)
  package static let coercions = Coercions.avro

  package func writes(_ row: TypeRow) -> Bool { false }

  package func meaning(_ type: DataType) -> CommonType? {
    // BigQuery and Spark read an ENUM as its symbol's text.
    if case .scalar(let name, let numbers) = type, let named = AvroNamedType(name) {
      return named.kind == "enum" ? .text(nil) : .binary(numbers.first)
    }
    return grammarMeaning(type)
  }

  /// The unit that holds so many digits behind the second.
  private static func unit(_ digits: Int) -> String {
    digits <= 3 ? "millis" : digits <= 6 ? "micros" : "nanos"
  }

  package func limits(_ type: String, _ parameters: [Int]) -> TypeLimits? {
    Self.grammar.limits(Self.word(type), parameters)
  }

  package func effect(_ from: String, _ to: String) -> CastEffect {
    if let staging = AvroNamedType(from), let effect = AvroNamedType(to)?.effect(reading: staging) {
      return effect
    }
    let (staging, main) = (TypeMembers(from, of: "union"), TypeMembers(to, of: "union"))
    guard staging != nil || main != nil else { return Self.coercions.effect(Self.word(from), Self.word(to)) }
    // Each value is resolved by itself: what no member of main's takes fails.
    let taken = (staging?.all ?? [from]).map { member in
      (main?.all ?? [to]).contains {
        member == $0 || effect(member, $0).needsNoCast
      }
    }
    return !taken.contains(true) ? .impossible : taken.contains(false) ? .coercionCanFail : .coercion
  }

  private static func word(_ name: String) -> String { AvroNamedType(name)?.kind ?? name }

  package func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) { return composite }
    switch meaning {
    case .boolean: return Self.scalar("boolean")
    case .integer(let bits, let isSigned):
      return switch isSigned ? bits : bits + 1 {
      case ...32: Self.scalar("int")
      case ...64: Self.scalar("long")
      default: nil
      }
    case .decimal(let precision?, let scale?): return Self.scalar("decimal", precision, scale)
    case .decimal: return nil
    case .float(let bits): return Self.scalar(bits <= 32 ? "float" : "double")
    case .text: return Self.scalar("string")
    case .binary: return Self.scalar("bytes")
    case .date: return Self.scalar("date")
    case .time(let digits): return Self.scalar(digits <= 3 ? "time-millis" : "time-micros")
    case .dateTime(let digits): return Self.scalar("local-timestamp-\(Self.unit(digits))")
    case .instant(let digits): return Self.scalar("timestamp-\(Self.unit(digits))")
    case .uuid: return Self.scalar("uuid")
    case .json, .array, .structure, .map: return nil
    }
  }
}
