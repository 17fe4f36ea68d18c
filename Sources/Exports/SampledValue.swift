import Engines
import JSONInput
import Schema
import CSimdjson

/// What a value of a sample record tells: its kind, and of objects and arrays what is inside.
package indirect enum SampledValue: Hashable, Sendable {
  case null, boolean, integer, number, string
  case object([Member])
  case array([SampledValue])

  /// A key with its value.
  package struct Member: Hashable, Sendable {
    let name: String
    let value: SampledValue
  }

  /// Deeper than any column goes; what lies below counts as null.
  static let deepest = 16

  /// What a JSON value tells.
  init(_ value: JSONValue, depth: Int = 0) {
    switch value.slot.kind {
    case CSJ_TRUE, CSJ_FALSE: self = .boolean
    case CSJ_INTEGER: self = .integer
    case CSJ_DOUBLE: self = .number
    case CSJ_STRING: self = .string
    case CSJ_OBJECT where depth < Self.deepest:
      self = .object(
        value.members.map { Member(name: $0.key, value: SampledValue($0.value, depth: depth + 1)) })
    case CSJ_ARRAY where depth < Self.deepest:
      var distinct: [SampledValue] = []
      for element in value.elements {
        let element = SampledValue(element, depth: depth + 1)
        if !distinct.contains(element) { distinct.append(element) }
      }
      self = .array(distinct)
    default: self = .null
    }
  }
}

/// Which fields a writer's records hold, how often, and with values of which kinds.
struct SampledColumns {
  fileprivate struct Field {
    let name: String
    var records = 0
    var filled = 0
    var kinds: Set<String> = []
    var isArray = false
    var isObject = false
    var elements: [SampledValue] = []
    var inner = SampledColumns()
  }

  private var fields: [Field] = []
  private var numbers: [String: Int] = [:]

  /// Adds `count` records that are alike.
  mutating func add(_ record: SampledValue, count: Int) {
    guard case .object(let members) = record else { return }
    // Of a key that stands twice the last counts.
    var values: [String: SampledValue] = [:]
    for member in members { values[member.name.lowercased()] = member.value }
    for member in members {
      let folded = member.name.lowercased()
      guard let value = values.removeValue(forKey: folded) else { continue }
      let number = numbers[folded] ?? fields.count
      if number == fields.count {
        fields.append(Field(name: member.name))
        numbers[folded] = number
      }
      fields[number].records += count
      if value != .null { fields[number].filled += count }
      fields[number].add(value, count: count)
    }
  }

  /// A column for each field, by name; a field of which values of several kinds were seen has no known type.
  var columns: [Column] {
    fields.map { field in
      var column = Column(field.name, field.type)
      column.occurrence = Column.Occurrence(records: field.records, filled: field.filled)
      return column
    }
  }
}

extension SampledColumns.Field {
  fileprivate mutating func add(_ value: SampledValue, count: Int) {
    switch value {
    case .null: break
    case .boolean: kinds.insert("boolean")
    case .integer: kinds.insert("integer")
    case .number: kinds.insert("number")
    case .string: kinds.insert("string")
    case .object:
      isObject = true
      inner.add(value, count: count)
    case .array(let values):
      isArray = true
      for value in values where value != .null {
        if case .object = value { inner.add(value, count: count) }
        if !elements.contains(value) { elements.append(value) }
      }
    }
  }

  fileprivate var type: DataType {
    if isArray {
      guard kinds.isEmpty, !isObject else { return .unknown }
      var element = SampledColumns.Field(name: name)
      for value in elements {
        if case .object = value { element.isObject = true } else { element.add(value, count: 1) }
      }
      element.inner = inner
      return .array(element.type)
    }
    if isObject { return kinds.isEmpty ? .structure(inner.columns) : .unknown }
    if kinds == ["integer", "number"] { return .scalar("number", parameters: []) }
    return kinds.count == 1 ? .scalar(kinds.first ?? "", parameters: []) : .unknown
  }
}
