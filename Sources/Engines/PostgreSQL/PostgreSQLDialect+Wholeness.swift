import Schema

/// What PostgreSQL's CASTs drop without a word, and how that is seen: by the value, never by how a text is spelled. Each
/// condition holds for values that have the type already too, since a repair may run twice.
///
/// Source: PostgreSQL 15, "Date/Time Input", "Numeric Types"; measured: values of every type in every other.
extension PostgreSQLDialect {
  package func wholeness(of source: String, as value: String, from: DataType, to: DataType) -> Wholeness {
    guard case .scalar(let wanted, let limits) = to else { return .castBack }
    // What is longer is cut off.
    if wanted == "name" { return .condition("octet_length(\(cast(source, "text"))) < 64") }
    guard case .scalar(let name, _) = from else { return .castBack }
    if ["text", "character varying", "character", "name"].contains(name) {
      return wholeness(ofText: source, as: value, wanted, limits)
    }
    switch (name, wanted) {
    // Negative numbers become large ones.
    case ("smallint", "oid"), ("integer", "oid"): return .condition("\(source) >= 0")
    case (_, "point"), (_, "lseg"), (_, "box"), (_, "circle"), ("circle", "polygon"): return .never
    case ("numeric", "real"), ("numeric", "double precision"):
      return .condition("\(digits(of: value)) = \(digits(of: source))")
    case ("double precision", "real"):
      // 0.1 is another number in each, and the same digits.
      return .condition(
        "(\(cast(value, name)) = \(source) OR \(cast(value, "text")) = \(cast(source, "text")))")
    case ("jsonb", "real"), ("jsonb", "double precision"):
      return .condition("\(digits(of: value)) = \(cast(source, "numeric"))")
    case ("jsonb", "smallint"), ("jsonb", "integer"), ("jsonb", "bigint"):
      return .condition("\(cast(value, "numeric")) = \(cast(source, "numeric"))")
    case ("bit varying", "bit"): return .condition("\(cast(value, name)) = \(source)")
    default: return .castBack
    }
  }

  private func wholeness(ofText source: String, as value: String, _ wanted: String, _ limits: [Int])
    -> Wholeness
  {
    let zoned = "timestamp with time zone"
    var conditions: [String] = []
    switch wanted {
    case "real", "double precision": conditions = ["\(digits(of: value)) = \(digits(of: source))"]
    case "bit": conditions = ["\(cast(value, "bit varying")) = \(cast(source, "bit varying"))"]
    case "oid": conditions = ["\(cast(source, "text")) !~ '-'"]
    case "money": conditions = ["\(cast(source, "text")) !~ '[.][0-9]{2}0*[1-9]'"]
    case "date":
      let moment = cast(source, "timestamp without time zone")
      conditions = ["\(cast(value, "timestamp without time zone")) = \(moment)", hasNoZone(source, value)]
    case "timestamp without time zone": conditions = [hasNoZone(source, value), hasMicroseconds(source)]
    case "timestamp with time zone", "interval": conditions = [hasMicroseconds(source)]
    // Of a text with a date, a time would be taken alone.
    case "time without time zone":
      conditions = [
        "\(cast(source, "text")) ~ '\(Self.time)([Zz]|[+-]00(:?00)?)? *$'", hasMicroseconds(source),
      ]
    case "time with time zone":
      conditions = [
        "\(cast(source, "text")) ~ '\(Self.time)([A-Za-z][A-Za-z/_]*|[+-][0-9:]+)? *$'",
        hasMicroseconds(source),
      ]
    default: return .castBack
    }
    if let digits = limits.first, digits < 6, wanted.hasPrefix("time") || wanted == "interval" {
      conditions.insert("\(value) = \(cast(source, wanted))", at: 0)
      // Fewer digits are seen by the comparison with six.
      if wanted == zoned || wanted == "interval" { conditions = [conditions[0], hasMicroseconds(source)] }
    }
    return .condition(conditions.joined(separator: " AND "))
  }

  private static let time = "^ *[Tt]?[0-9:.]+ *([AaPp][Mm])? *"

  private func cast(_ value: String, _ type: String) -> String { cast(value, toText: type, isSafe: false) }

  /// The digits that a floating-point number is written with, as a number.
  private func digits(of value: String) -> String { cast(cast(value, "text"), "numeric") }

  /// A second has six digits; a seventh is rounded away.
  private func hasMicroseconds(_ source: String) -> String {
    "\(cast(source, "text")) !~ '[.][0-9]{6}0*[1-9]'"
  }

  /// Whether a text says no zone that a type without one would drop: none, the session's or UTC.
  private func hasNoZone(_ source: String, _ value: String) -> String {
    let (zoned, own) = ("timestamp with time zone", "timestamp without time zone")
    return
      "(\(cast(cast(source, own), zoned)) = \(cast(source, zoned)) OR \(cast(source, "text")) ~ '([Zz]|UTC|[+-]00(:?00)?) *$')"
  }
}
