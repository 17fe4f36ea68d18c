import Schema

/// What DuckDB's CASTs drop without a word, and how that is seen: by the value, never by how a text is spelled. Each
/// condition holds for values that have the type already too, since a repair may run twice.
///
/// Source: DuckDB documentation, "Typecasting"; measured: values of every type in every other.
extension DuckDBDialect {
  package func wholeness(of source: String, as value: String, from: DataType, to: DataType) -> Wholeness {
    switch from {
    case .scalar("JSON", _):
      // A JSON text without its quotes.
      if case .scalar = to {
        return wholeness(ofText: "(\(cast(source, "JSON")) ->> '$')", as: value, to, canBeNull: true)
      }
      return parts(of: source, as: value, to, canBeNull: true)
    case .map: return parts(of: source, as: value, to)
    // Zeros in front are no part of a number.
    case .scalar("BIT", _):
      if case .scalar(let wanted, _) = to, Self.integers.contains(wanted) { return .certain }
      return .castBack
    case .scalar(let name, _) where name == "VARCHAR" || name.hasPrefix("ENUM("):
      if case .scalar(let wanted, _) = to, !wanted.hasSuffix("]") {
        return wholeness(ofText: cast(source, "VARCHAR"), as: value, to, canBeNull: false)
      }
      return parts(of: source, as: value, to)
    case .scalar("DOUBLE", _):
      guard case .scalar("FLOAT", _) = to else { return .castBack }
      // 0.1 is another number in each, and the same digits.
      return .condition(
        "(\(cast(value, "DOUBLE")) = \(source) OR \(cast(value, "VARCHAR")) = \(cast(source, "VARCHAR")))")
    default: return .castBack
    }
  }

  private static let integers: Set<String> = [
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
    "UHUGEINT",
  ]

  private func cast(_ value: String, _ type: String) -> String { cast(value, toText: type, isSafe: false) }

  private func wholeness(ofText text: String, as value: String, _ type: DataType, canBeNull: Bool)
    -> Wholeness
  {
    guard case .scalar(let wanted, let numbers) = type else { return .castBack }
    let condition: String
    switch wanted {
    case _ where Self.integers.contains(wanted), "BIGNUM":
      condition = isSameNumber(text, value, else: hasDigits(0, text))
    case "DECIMAL":
      condition = isSameNumber(text, value, else: hasDigits(numbers.count > 1 ? numbers[1] : 3, text))
    case "FLOAT", "DOUBLE":
      // Numbers of more digits than a DECIMAL has are compared without what is behind the point.
      let digits = cast(value, "VARCHAR")
      condition = isSameNumber(text, digits, else: "\(whole(digits)) = \(whole(text)), TRUE")
    case "DATE":
      condition =
        "\(cast(value, "TIMESTAMP")) = \(cast(text, "TIMESTAMP")) AND \(hasNoZone(text))"
    case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS":
      let digits = ["TIMESTAMP_S": 0, "TIMESTAMP_MS": 3, "TIMESTAMP_NS": 9][wanted] ?? 6
      condition = "\(hasNoZone(text)) AND \(hasDigits(digits, text))"
    case "TIMESTAMP WITH TIME ZONE", "INTERVAL": condition = hasDigits(6, text)
    // Of a text with a date, a time would be taken alone.
    case "TIME", "TIME_NS":
      condition =
        "regexp_full_match(\(text), '\\s*[0-9:.]+\\s*') AND \(hasDigits(wanted == "TIME" ? 6 : 9, text))"
    case "TIME WITH TIME ZONE":
      condition =
        "regexp_full_match(\(text), '\\s*[0-9:.]+\\s*([Zz]|[+-][0-9:]+)?\\s*') AND \(hasDigits(6, text))"
    default: return .certain
    }
    return .condition(canBeNull ? "(\(text) IS NULL OR \(condition))" : condition)
  }

  /// Whether a text and a number are one, in a type that has 18 digits behind the point.
  private func isSameNumber(_ text: String, _ value: String, else other: String) -> String {
    let exact = "DECIMAL(38,18)"
    return
      "COALESCE(\(cast(value, toText: exact, isSafe: true)) = \(cast(text, toText: exact, isSafe: true)), \(other))"
  }

  private func whole(_ text: String) -> String { cast(text, toText: "DECIMAL(38,0)", isSafe: true) }

  /// Whether a text has no more digits behind the point, zeros aside.
  private func hasDigits(_ count: Int, _ text: String) -> String {
    "NOT regexp_matches(\(text), '[.][0-9]{\(count)}0*[1-9]')"
  }

  /// Whether a text says no zone that a type without one would drop: none, the session's or UTC.
  private func hasNoZone(_ text: String) -> String {
    let zoned = "TIMESTAMP WITH TIME ZONE"
    return
      "(\(cast(cast(text, "TIMESTAMP"), zoned)) = \(cast(text, zoned)) OR regexp_matches(\(text), '([Zz]|[+-]00(:?00)?)\\s*$'))"
  }

  // MARK: Types with parts

  /// A text that is read as a list, a STRUCT or a MAP: compared in a type that rounds nothing.
  private func parts(of source: String, as value: String, _ type: DataType, canBeNull: Bool = false)
    -> Wholeness
  {
    let exact = Self.exact(type)
    guard exact != type else { return .certain }
    let text = self.type(exact)
    let condition = "\(cast(value, text)) = \(cast(source, text))"
    // JSON has a NULL of its own.
    return .condition(canBeNull ? "(\(value) IS NULL OR \(condition))" : condition)
  }

  /// The type with integers and decimals as floating-point numbers, and days with their time.
  private static func exact(_ type: DataType) -> DataType {
    switch type {
    case .scalar(let name, _):
      switch name {
      case _ where integers.contains(name), "DECIMAL": return .scalar("DOUBLE", parameters: [])
      case "DATE": return .scalar("TIMESTAMP", parameters: [])
      default:
        // Of a fixed length: `INTEGER[3]`.
        guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "["),
          let element = try? DuckDBTypes().type(String(name[..<bracket]))
        else { return type }
        return .scalar(DuckDBTypes().text(exact(element)) + name[bracket...], parameters: [])
      }
    case .array(let element): return .array(exact(element))
    case .map(let key, let value): return .map(key: exact(key), value: exact(value))
    case .structure(let fields):
      return .structure(
        fields.map { field in
          var field = field
          field.type = exact(field.type)
          return field
        })
    case .range, .unknown: return type
    }
  }
}
