import Schema

/// Kafka Connect's types, by their logical type where they have one.
///
/// Source: Kafka, `org.apache.kafka.connect.data.Schema.Type` and the logical types beside it; Debezium, "Data type mappings"
/// and "Temporal types" of its connectors (debezium.io/documentation/reference/stable/connectors/postgresql.html).
package struct ConnectTypes: GrammarTypes {
  package let words = EngineWords.contract("Kafka Connect")
  package let loading = LoadingRules(
    fields: .byName(missing: .nullFilled, extra: .works), isReader: true, isContract: true)
  package let writesInformationSchema = false
  package let coercesInsideArrays = true

  package init() {}

  /// Logical types by the names that schemas give them, with the names that they have here.
  package static let logicalTypes = [
    "org.apache.kafka.connect.data.Decimal": "Decimal", "org.apache.kafka.connect.data.Date": "Date",
    "org.apache.kafka.connect.data.Time": "Time", "org.apache.kafka.connect.data.Timestamp": "Timestamp",
    "io.debezium.time.Date": "Date", "io.debezium.time.Time": "Time",
    "io.debezium.time.MicroTime": "MicroTime",
    "io.debezium.time.NanoTime": "NanoTime", "io.debezium.time.Timestamp": "LocalTimestamp",
    "io.debezium.time.MicroTimestamp": "MicroTimestamp", "io.debezium.time.NanoTimestamp": "NanoTimestamp",
    "io.debezium.time.ZonedTimestamp": "ZonedTimestamp", "io.debezium.time.ZonedTime": "ZonedTime",
    "io.debezium.time.IsoDate": "Date", "io.debezium.time.IsoTimestamp": "MicroTimestamp",
    "io.debezium.time.Year": "Year", "io.debezium.time.MicroDuration": "MicroDuration",
    "io.debezium.time.Interval": "Interval", "io.debezium.data.Json": "Json", "io.debezium.data.Uuid": "Uuid",
    "io.debezium.data.Xml": "Xml", "io.debezium.data.Bits": "Bits", "io.debezium.data.EnumSet": "EnumSet",
    "io.debezium.data.VariableScaleDecimal": "VariableScaleDecimal",
    "io.debezium.data.geometry.Geometry": "Geometry",
    "io.debezium.data.geometry.Geography": "Geography", "io.debezium.data.geometry.Point": "Point",
  ]

  package static let grammar = TypeGrammar(
    .spark,
    [
      ScalarType("int8", means: .fixed(.integer(bits: 8, isSigned: true))),
      ScalarType("int16", means: .fixed(.integer(bits: 16, isSigned: true))),
      ScalarType("int32", means: .fixed(.integer(bits: 32, isSigned: true))),
      ScalarType("int64", means: .fixed(.integer(bits: 64, isSigned: true))),
      ScalarType("float32", "float", means: .fixed(.float(bits: 32))),
      ScalarType("float64", "double", means: .fixed(.float(bits: 64))),
      ScalarType("boolean", means: .fixed(.boolean)), ScalarType("string", means: .fixed(.text(nil))),
      ScalarType("bytes", means: .fixed(.binary(nil))),
      ScalarType("Decimal", parameters: .decimal(usual: nil), means: .decimal),
      ScalarType("VariableScaleDecimal", means: .fixed(.decimal(precision: nil, scale: nil))),
      ScalarType("Date", means: .fixed(.date)), ScalarType("Time", means: .fixed(.time(3))),
      ScalarType("MicroTime", means: .fixed(.time(6))), ScalarType("NanoTime", means: .fixed(.time(9))),
      ScalarType("ZonedTime"), ScalarType("Timestamp", means: .fixed(.instant(3))),
      ScalarType("LocalTimestamp", means: .fixed(.dateTime(3))),
      ScalarType("MicroTimestamp", means: .fixed(.dateTime(6))),
      ScalarType("NanoTimestamp", means: .fixed(.dateTime(9))),
      ScalarType("ZonedTimestamp", means: .fixed(.instant(6))),
      ScalarType("Year", means: .fixed(.integer(bits: 32, isSigned: true))), ScalarType("MicroDuration"),
      ScalarType("Interval"), ScalarType("Json", means: .fixed(.json)),
      ScalarType("Uuid", means: .fixed(.uuid)),
      ScalarType("Xml"), ScalarType("Bits", parameters: .length(unlimited: nil)), ScalarType("EnumSet"),
      ScalarType("Geometry"), ScalarType("Geography"), ScalarType("Point"),
    ], names: .exact, composites: ["array": .array, "map": .map, "struct": .structure, "enum": .opaque],
    allowsOtherNames: true)
  package static let coercions = Coercions.connect

  package func writes(_ row: TypeRow) -> Bool { false }

  package func meaning(_ type: DataType) -> CommonType? {
    if case .scalar(let name, _) = type, name.hasPrefix("enum(") { return .text(nil) }
    return grammarMeaning(type)
  }

  package func effect(_ from: String, _ to: String) -> CastEffect {
    if let effect = TypeMembers.effect(from, to, of: "enum") { return effect }
    if from.hasPrefix("enum("), to == "string" { return .coercion }
    if from == "string", to.hasPrefix("enum(") { return .coercionCanFail }
    return Self.coercions.effect(from, to)
  }

  package func type(meaning: CommonType) -> DataType? {
    if let composite = composite(meaning: meaning) { return composite }
    switch meaning {
    case .boolean: return Self.scalar("boolean")
    case .integer(let bits, let isSigned):
      return switch isSigned ? bits : bits * 2 {
      case ...8: Self.scalar("int8")
      case ...16: Self.scalar("int16")
      case ...32: Self.scalar("int32")
      case ...64: Self.scalar("int64")
      default: Self.scalar("Decimal", 20, 0)
      }
    case .decimal(let precision?, let scale?): return Self.scalar("Decimal", precision, scale)
    case .decimal: return Self.scalar("VariableScaleDecimal")
    case .float(let bits): return Self.scalar(bits <= 32 ? "float32" : "float64")
    case .text: return Self.scalar("string")
    case .binary: return Self.scalar("bytes")
    case .date: return Self.scalar("Date")
    case .time(let digits): return Self.scalar(digits <= 3 ? "Time" : digits <= 6 ? "MicroTime" : "NanoTime")
    case .dateTime(let digits):
      return Self.scalar(digits <= 3 ? "LocalTimestamp" : digits <= 6 ? "MicroTimestamp" : "NanoTimestamp")
    case .instant(let digits): return Self.scalar(digits <= 3 ? "Timestamp" : "ZonedTimestamp")
    case .uuid: return Self.scalar("Uuid")
    case .json: return Self.scalar("Json")
    case .array, .structure, .map: return nil
    }
  }
}

extension Coercions {
  /// Source: Kafka, `org.apache.kafka.connect.data.SchemaProjector`: numbers go into types with more bits and into
  /// floating-point ones; all other types have to be the same.
  static let connect = Coercions(
    """
    int8
      coercion: int16, int32, int64, float32, float64
    int16
      coercion: int32, int64, float32, float64
    int32
      coercion: int64, float64
      coercion can lose: float32
    int64
      coercion can lose: float32, float64
    float32
      coercion: float64
    Uuid
      coercion: string
    string
      coercion can fail: Uuid
    """)
}
