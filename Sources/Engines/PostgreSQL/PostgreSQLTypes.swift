import Schema

/// PostgreSQL's types.
///
/// Source: PostgreSQL 15, "Data Types" and "The Information Schema: columns"; which pairs are assigned without a cast was
/// measured on PostgreSQL 15 and stands in its catalog pg_cast ("CREATE CAST": AS ASSIGNMENT).
struct PostgreSQLTypes: GrammarTypes {
  let words = EngineWords(engine: "PostgreSQL")
  let loading = LoadingRules(takesFewerValues: true)
  let coercesInsideArrays = true
  let tellingKeys: TellingKeys? = TellingKeys(filled: ["udt_name", "is_generated"], turn: 5)

  let leavesGaps = true

  static let grammar = TypeGrammar(.postgres, shared + own, names: .exact, allowsOtherNames: true)
  static let coercions = Coercions.postgreSQL

  /// Types that Redshift has too.
  static let shared: [ScalarType] = [
    ScalarType("boolean", "bool", means: .fixed(.boolean)),
    ScalarType("smallint", "int2", means: .fixed(.integer(bits: 16, isSigned: true))),
    ScalarType("integer", "int", "int4", means: .fixed(.integer(bits: 32, isSigned: true))),
    ScalarType("bigint", "int8", means: .fixed(.integer(bits: 64, isSigned: true))),
    ScalarType("numeric", "decimal", parameters: .decimal(usual: nil), means: .decimal),
    ScalarType("real", "float4", means: .fixed(.float(bits: 32))),
    ScalarType("double precision", "float8", "float", means: .fixed(.float(bits: 64))),
    ScalarType("character varying", "varchar", parameters: .length(unlimited: nil), means: .text),
    ScalarType("character", "char", "bpchar", parameters: .length(unlimited: nil), means: .text),
    ScalarType("text", means: .text),
    ScalarType("date", means: .fixed(.date)),
    ScalarType(
      "timestamp without time zone", "timestamp", parameters: .fraction(usual: 6), means: .dateTime),
    ScalarType(
      "timestamp with time zone", "timestamptz", parameters: .fraction(usual: 6), means: .instant),
    ScalarType("time without time zone", "time", parameters: .fraction(usual: 6), means: .time),
    ScalarType("time with time zone", "timetz", parameters: .fraction(usual: 6)),
    ScalarType("oid"), ScalarType("name"),
  ]

  private static let own: [ScalarType] = [
    ScalarType("interval", parameters: .fraction(usual: 6)),
    ScalarType("json", means: .fixed(.json)), ScalarType("jsonb", means: .fixed(.json)),
    ScalarType("uuid", means: .fixed(.uuid)), ScalarType("bytea", means: .binary),
    ScalarType("bit", parameters: .length(unlimited: nil)),
    ScalarType("bit varying", "varbit", parameters: .length(unlimited: nil)),
    ScalarType("money"), ScalarType("xml", means: .fixed(.text(nil))), ScalarType("inet"), ScalarType("cidr"),
    ScalarType("macaddr"),
    ScalarType("macaddr8"), ScalarType("tsvector"), ScalarType("tsquery"), ScalarType("pg_lsn"),
    ScalarType("point"), ScalarType("line"), ScalarType("lseg"), ScalarType("box"), ScalarType("path"),
    ScalarType("polygon"), ScalarType("circle"), ScalarType("int4range"), ScalarType("int8range"),
    ScalarType("numrange"), ScalarType("tsrange"), ScalarType("tstzrange"), ScalarType("daterange"),
  ]

  func takesOnlyItsLength(_ type: String) -> Bool { type == "bit" }

  func type(of row: TypeRow) throws(TypeTextError) -> DataType {
    switch row.dataType {
    case "ARRAY":
      // udt_name has an underscore in front of the element's short name; the view tells no length of elements.
      guard let name = row.udtName, name.hasPrefix("_") else {
        throw TypeTextError(
          offset: 0, message: "an ARRAY whose udt_name is not in the row: add udt_name to the query",
          nearest: nil)
      }
      return .array(Self.named(String(name.dropFirst())))
    case "USER-DEFINED":
      guard let name = row.udtName else {
        throw TypeTextError(
          offset: 0, message: "a user's type whose udt_name is not in the row: add udt_name to the query",
          nearest: nil)
      }
      return Self.named(name)
    default: return try InformationSchemaNumbers.added(row, to: try type(row.dataType), in: Self.grammar)
    }
  }

  private static func named(_ name: String) -> DataType {
    .scalar(grammar.scalar(name)?.name ?? name, parameters: [])
  }

  func writes(_ row: TypeRow) -> Bool {
    if ["ARRAY", "USER-DEFINED"].contains(row.dataType) { return row.udtName != nil }
    return InformationSchemaNumbers.writes(row.dataType, in: self)
  }

  func effect(_ from: String, _ to: String) -> CastEffect {
    func word(_ name: String) -> String {
      ["ARRAY", "MAP", "STRUCT"].contains(name) || Self.grammar.scalar(name) != nil ? name : "USER-DEFINED"
    }
    return Self.coercions.effect(word(from), word(to))
  }

  func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) {
      if case .array = composite { return composite }
      return nil
    }
    return Self.scalar(meaning: meaning)
  }

  private static func scalar(meaning: CommonType) -> DataType? {
    switch meaning {
    case .boolean: return Self.scalar("boolean")
    case .integer(let bits, let isSigned):
      return switch isSigned ? bits : bits * 2 {
      case ...16: Self.scalar("smallint")
      case ...32: Self.scalar("integer")
      case ...64: Self.scalar("bigint")
      // The largest of 64 bits has 20 digits, that of 128 bits 39.
      default: Self.scalar("numeric", bits <= 64 ? 20 : 39, 0)
      }
    case .decimal(let precision, let scale):
      return Self.scalar("numeric", precision, precision == nil ? nil : scale)
    case .float(let bits): return Self.scalar(bits <= 32 ? "real" : "double precision")
    case .text(let length):
      return length == nil ? Self.scalar("text") : Self.scalar("character varying", length)
    case .binary: return Self.scalar("bytea")
    case .date: return Self.scalar("date")
    case .time(let digits): return Self.scalar("time without time zone", Self.digits(digits))
    case .dateTime(let digits): return Self.scalar("timestamp without time zone", Self.digits(digits))
    case .instant(let digits): return Self.scalar("timestamp with time zone", Self.digits(digits))
    case .json: return Self.scalar("jsonb")
    case .uuid: return Self.scalar("uuid")
    case .array, .structure, .map: return nil
    }
  }
}
