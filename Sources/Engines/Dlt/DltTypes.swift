import Schema

/// dlt's data types.
///
/// Source: dlt documentation, "Schema", "Data types" (dlthub.com/docs/general-usage/schema#data-types).
package struct DltTypes: GrammarTypes {
  package let words = EngineWords.contract("dlt")
  package let loading = LoadingRules(
    fields: .byName(missing: .nullFilled, extra: .works), isReader: true, isContract: true)
  package let writesInformationSchema = false

  package init() {}

  package static let grammar = TypeGrammar(
    .avro,
    [
      ScalarType("text", parameters: .length(unlimited: nil), means: .text),
      ScalarType("double", means: .fixed(.float(bits: 64))), ScalarType("bool", means: .fixed(.boolean)),
      ScalarType("timestamp", parameters: .fraction(usual: 6), means: .instant),
      ScalarType("timestamp without timezone", parameters: .fraction(usual: 6), means: .dateTime),
      // The number behind it is that of its bits.
      ScalarType("bigint", parameters: .length(unlimited: 64)),
      ScalarType("binary", parameters: .length(unlimited: nil), means: .binary),
      ScalarType("json", "complex", means: .fixed(.json)),
      ScalarType("decimal", parameters: .decimal(usual: (38, 9)), means: .decimal),
      // A whole number of 256 bits.
      ScalarType("wei", means: .fixed(.decimal(precision: 78, scale: 0))),
      ScalarType("date", means: .fixed(.date)),
      ScalarType("time", parameters: .fraction(usual: 6), means: .time),
    ], names: .exact)
  package static let coercions = Coercions.dlt

  package func writes(_ row: TypeRow) -> Bool { false }

  package func meaning(_ type: DataType) -> CommonType? {
    if case .scalar("bigint", let bits) = type { return .integer(bits: bits.first ?? 64, isSigned: true) }
    return grammarMeaning(type)
  }

  package func type(meaning: CommonType) -> DataType? {
    switch meaning {
    case .boolean: return Self.scalar("bool")
    case .integer(let bits, let isSigned):
      let all = isSigned ? bits : bits * 2
      return all <= 64 ? Self.scalar("bigint", all) : Self.scalar("wei")
    case .decimal(let precision?, let scale?): return Self.scalar("decimal", precision, scale)
    case .decimal: return Self.scalar("decimal")
    case .float: return Self.scalar("double")
    case .text(let length): return Self.scalar("text", length)
    case .binary(let length): return Self.scalar("binary", length)
    case .date: return Self.scalar("date")
    case .time(let digits): return Self.scalar("time", digits)
    case .dateTime(let digits): return Self.scalar("timestamp without timezone", digits)
    case .instant(let digits): return Self.scalar("timestamp", digits)
    // It has no UUIDs, and writes them as texts.
    case .uuid: return Self.scalar("text")
    // What is nested becomes a table of its own, or JSON.
    case .json, .array, .structure, .map: return Self.scalar("json")
    }
  }
}
