import Schema

/// BigQuery's types.
///
/// Source: GoogleSQL "Conversion rules"; the list of casts was read off ZetaSQL, BigQuery's analyzer.
struct BigQueryTypes: TypeSystem {
  let words = EngineWords(engine: "BigQuery", insertAll: "INSERT ROW", safeCast: "SAFE_CAST")
  let arraysAreNeverNull = true
  /// ZetaSQL takes É and é for two names, in tables and in STRUCTs.
  let names = NameFolding.ascii

  func type(_ text: String) throws(TypeTextError) -> DataType { try GoogleSQLTypeParser.parse(text) }

  func writes(_ row: TypeRow) -> Bool {
    guard row.udtName == nil, row.columnType == nil, !row.isForeignToBigQuery,
      let type = try? type(row.dataType)
    else { return false }
    return type.text.filter { $0 != " " } == row.dataType.filter { $0 != " " }
  }

  func text(_ type: DataType) -> String { type.text }

  func effect(_ from: String, _ to: String) -> CastEffect {
    if Self.coerces(from, to: to) { return .coercion(losesDigits: to == "FLOAT64") }
    switch (from, to) {
    case ("RANGE", "STRING"): return .cast
    case ("STRING", "RANGE"): return .castCanFail
    case ("STRING", "BYTES"): return .cast
    case ("BYTES", "STRING"): return .castCanFail
    case ("STRING", _) where Self.textual.contains(to): return .castCanFail
    case (_, "STRING") where Self.textual.contains(from): return .cast
    case ("FLOAT64", _) where Self.numbers.contains(to), ("BIGNUMERIC", _) where Self.numbers.contains(to),
      ("NUMERIC", "INT64"):
      return .castCanFailOrLose
    case ("INT64", "BOOL"): return .castCanLose
    case ("BOOL", "INT64"), ("DATE", "TIMESTAMP"), ("DATETIME", "TIMESTAMP"), ("TIMESTAMP", "DATETIME"):
      return .cast
    case ("DATETIME", "DATE"), ("TIMESTAMP", "DATE"), ("DATETIME", "TIME"), ("TIMESTAMP", "TIME"):
      return .castCanLose
    default: return .impossible
    }
  }

  /// Whether BigQuery coerces one scalar type to another, outside of ARRAYs.
  static func coerces(_ from: String, to: String) -> Bool {
    switch (from, to) {
    case ("INT64", "NUMERIC"), ("INT64", "BIGNUMERIC"), ("INT64", "FLOAT64"), ("NUMERIC", "BIGNUMERIC"),
      ("NUMERIC", "FLOAT64"), ("BIGNUMERIC", "FLOAT64"), ("DATE", "DATETIME"):
      true
    default: false
    }
  }

  private static let numbers: Set<String> = ["INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC"]
  private static let textual: Set<String> = [
    "BYTES", "INT64", "FLOAT64", "BOOL", "NUMERIC", "BIGNUMERIC", "DATE", "DATETIME", "TIME", "TIMESTAMP",
    "INTERVAL",
  ]

  /// Source: GoogleSQL "Decimal types" and "Timestamp type": NUMERIC is NUMERIC(38, 9), TIMESTAMP is TIMESTAMP(6), and
  /// BIGNUMERIC has 38 decimals and part of a 39th digit before the point. Numbers that have no such limit, or none
  /// that a coercion could meet, count as the widest.
  func limits(_ type: String, _ parameters: [Int]) -> TypeLimits? {
    if parameters.contains(DataType.untold) { return nil }
    let first = parameters.first
    switch type {
    case "NUMERIC", "BIGNUMERIC":
      guard let first else {
        return type == "NUMERIC" ? TypeLimits(whole: 29, fraction: 9) : TypeLimits(whole: 39, fraction: 38)
      }
      let scale = parameters.count > 1 ? parameters[1] : 0
      return TypeLimits(whole: first - scale, fraction: scale)
    case "INT64": return TypeLimits(whole: 19, fraction: 0)
    case "TIMESTAMP": return TypeLimits(whole: 0, fraction: first ?? 6)
    default: return TypeLimits(whole: first ?? .max, fraction: .max)
    }
  }

  func meaning(_ type: DataType) -> CommonType? {
    switch type {
    case .array(let element): return meaning(element).map(CommonType.array)
    case .structure(let fields): return meaning(ofFields: fields)
    case .range, .map, .unknown: return nil
    case .scalar(let name, let parameters):
      switch name {
      case "BOOL": return .boolean
      case "INT64": return .integer(bits: 64, isSigned: true)
      case "FLOAT64": return .float(bits: 64)
      case "NUMERIC", "BIGNUMERIC":
        guard let limits = limits(name, parameters) else {
          return .decimal(precision: DataType.untold, scale: DataType.untold)
        }
        return .decimal(precision: limits.whole + limits.fraction, scale: limits.fraction)
      case "STRING": return .text(parameters.first)
      case "BYTES": return .binary(parameters.first)
      case "DATE": return .date
      case "TIME": return .time(6)
      case "DATETIME": return .dateTime(6)
      case "TIMESTAMP": return .instant(parameters.first ?? 6)
      case "JSON": return .json
      default: return nil
      }
    }
  }

  /// Source: BigQuery, "Loading Avro data" (conversions) and "Federated queries" (type mappings of PostgreSQL and MySQL);
  /// the Spark connector's README for Spark's types. A MAP becomes an ARRAY of STRUCTs with `key` and `value`.
  func type(meaning: CommonType) -> DataType? {
    func scalar(_ name: String, _ parameters: Int?...) -> DataType {
      .scalar(name, parameters: DataType.normalisedParameters(parameters.compactMap(\.self)))
    }
    switch meaning {
    case .boolean: return scalar("BOOL")
    case .integer(let bits, let isSigned):
      if bits < 64 || bits == 64 && isSigned { return scalar("INT64") }
      return bits == 64 ? scalar("NUMERIC") : bits == 128 && isSigned ? scalar("BIGNUMERIC") : nil
    case .decimal(DataType.untold?, _): return .scalar("NUMERIC", parameters: [DataType.untold])
    case .decimal(let precision?, let scale?):
      if scale <= 9, precision - scale <= 29 { return scalar("NUMERIC", precision, scale) }
      return scale <= 38 && precision - scale <= 38 ? scalar("BIGNUMERIC", precision, scale) : nil
    case .decimal: return nil
    case .float: return scalar("FLOAT64")
    case .text(let length): return scalar("STRING", length)
    case .binary(let length): return scalar("BYTES", length)
    case .date: return scalar("DATE")
    case .time: return scalar("TIME")
    case .dateTime: return scalar("DATETIME")
    // TIMESTAMP(12) is BigQuery's own; no other engine has more than nine digits.
    case .instant: return scalar("TIMESTAMP")
    case .json: return scalar("JSON")
    case .uuid: return scalar("STRING")
    case .array(let element):
      guard let element = type(meaning: element), !element.isArray else { return nil }
      return .array(element)
    case .structure(let fields): return structure(meaning: fields)
    case .map(let key, let value):
      guard let key = type(meaning: key), let value = type(meaning: value) else { return nil }
      return .array(.structure([Column("key", key), Column("value", value)]))
    }
  }
}
