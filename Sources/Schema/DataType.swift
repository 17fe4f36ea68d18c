/// A column's type, normalised: aliases resolved, parameters as numbers.
@usableFromInline package indirect enum DataType: Hashable, Sendable {
  /// A type without parts, by its canonical name (`INT64`), with length, or precision and scale, in the order they
  /// are written. A scale of 0 is left out: `NUMERIC(5, 0)` is `NUMERIC(5)`.
  case scalar(String, parameters: [Int])
  /// `RANGE<DATE>`, `RANGE<DATETIME>` or `RANGE<TIMESTAMP>`: the canonical name of the element.
  case range(String)
  case structure([Column])
  case array(DataType)
  /// Keys and values; BigQuery has no such type.
  case map(key: DataType, value: DataType)
  /// The export tells no type.
  case unknown

  /// The type inside of an ARRAY, or the type itself.
  @inlinable package var element: DataType {
    if case .array(let element) = self { return element }
    return self
  }

  /// Whether the type is an ARRAY.
  @inlinable package var isArray: Bool {
    if case .array = self { return true }
    return false
  }

  /// The fields of a STRUCT or of an ARRAY of STRUCTs; nil for any other type.
  @inlinable package var fields: [Column]? {
    if case .structure(let fields) = element { return fields }
    return nil
  }

  /// The fields' names, types and order, in canonical GoogleSQL text: `ARRAY<STRUCT<a INT64, b NUMERIC(5, 1)>>`.
  ///
  /// Modes of fields are not part of it, since most exports do not carry them.
  package var text: String {
    var text = ""
    appendText(to: &text)
    return text
  }

  /// Whether the export tells the type in part at least.
  @inlinable package var isKnown: Bool {
    if case .unknown = self { false } else { true }
  }

  private func appendText(to text: inout String) {
    switch self {
    case .scalar(let name, let parameters):
      text += name
      if !parameters.isEmpty, !parameters.contains(Self.untold) {
        text += "(" + parameters.map(String.init).joined(separator: ", ") + ")"
      }
    case .range(let element):
      text += "RANGE<\(element)>"
    case .structure(let fields):
      text += "STRUCT<"
      for (index, field) in fields.enumerated() {
        if index > 0 { text += ", " }
        text += GoogleSQLIdentifier.quotedIfNeeded(field.name)
        text += " "
        field.type.appendText(to: &text)
      }
      text += ">"
    case .array(let element):
      text += "ARRAY<"
      element.appendText(to: &text)
      text += ">"
    case .map(let key, let value):
      text += "MAP<"
      key.appendText(to: &text)
      text += ", "
      value.appendText(to: &text)
      text += ">"
    case .unknown:
      text += "unknown"
    }
  }
}

extension DataType {
  /// Stands for numbers behind a type's name that an export leaves out, so that nothing is known of them.
  package static let untold = Int.min

  /// Length, or precision and scale, as they are compared: a scale of 0 is left out.
  package static func normalisedParameters(_ parameters: [Int]) -> [Int] {
    parameters.count == 2 && parameters[1] == 0 ? [parameters[0]] : parameters
  }
}
