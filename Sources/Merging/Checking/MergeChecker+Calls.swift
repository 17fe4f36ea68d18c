import Engines
import GoogleSQL
import Schema
import Text

extension MergeChecker {
  /// What is known of a function's value.
  mutating func value(_ call: SQLCall, at place: SQLPlace, in scope: Scope) -> SQLValue {
    let arguments = call.arguments.map { value($0, in: scope) }
    for expression in call.others { _ = value(expression, in: scope) }
    let partitions = (call.partitions ?? []).map { value($0, in: scope) }
    let name = call.name.hasPrefix("SAFE.") ? String(call.name.dropFirst(5)) : call.name
    if arguments.contains(where: \.isRow), !["TO_JSON_STRING", "TO_JSON", "COUNT", "FORMAT"].contains(name) {
      note(.notFollowed, at: place, detail: "a whole row given to \(name.clipped(to: 40))")
    }
    var result = SQLValue()
    switch name {
    case "COALESCE", "IFNULL": return unified(arguments, at: place)
    case "ERROR":
      result.isFailure = true
      return result
    case "MIN", "MAX", "ANY_VALUE", "NULLIF", "FIRST_VALUE", "LAST_VALUE":
      result = arguments.first ?? result
      (result.constant, result.path, result.direct, result.fields) = (nil, [], nil, [])
      return result
    default: break
    }
    result.take(from: arguments)
    if name == "ARRAY_AGG" {
      if let type = arguments.first?.type, type.isKnown { result.type = .array(type) }
      return result
    }
    let signature = Self.signatures[name]
    if let signature { result.type = self.type(signature.result) }
    if name == "ROW_NUMBER", call.partitions != nil {
      result.numberFor = partitions.reduce(into: []) { $0.formUnion($1.flow) }
    }
    if let drifted = result.drifted, !(signature?.takes(arguments) ?? false) {
      noteComputed(drifted, at: place)
    }
    result.drifted = nil
    return result
  }

  /// What a function takes and gives.
  private struct Signature {
    let result: String
    /// The types that arguments may have; empty for all.
    var types: Set<String> = []

    func takes(_ arguments: [SQLValue]) -> Bool {
      types.isEmpty
        || arguments.allSatisfy {
          if case .scalar(let name, _) = $0.type {
            return types.contains(name) || name == "text" && types == ["STRING"]
          }
          return $0.hasNoType
        }
    }
  }

  /// Source: GoogleSQL, functions. Of others only the columns that they read are followed.
  private static let signatures: [String: Signature] = [
    "NOW": Signature(result: "TIMESTAMP"), "CURRENT_TIMESTAMP": Signature(result: "TIMESTAMP"),
    "CURRENT_DATE": Signature(result: "DATE"),
    "CURRENT_DATETIME": Signature(result: "DATETIME"), "SESSION_USER": Signature(result: "STRING"),
    "GENERATE_UUID": Signature(result: "STRING"), "TO_JSON_STRING": Signature(result: "STRING"),
    "TO_JSON": Signature(result: "JSON"), "PARSE_JSON": Signature(result: "JSON", types: ["STRING"]),
    "UPPER": Signature(result: "STRING", types: ["STRING"]),
    "LOWER": Signature(result: "STRING", types: ["STRING"]),
    "TRIM": Signature(result: "STRING", types: ["STRING"]), "COUNT": Signature(result: "INT64"),
    "ROW_NUMBER": Signature(result: "INT64"),
    "DATE": Signature(result: "DATE", types: ["DATE", "DATETIME", "TIMESTAMP", "STRING", "INT64"]),
  ]

  // MARK: Conditions

  /// What is known of a condition: whether it holds, where the rows' table alone tells that.
  mutating func condition(_ expression: SQLExpression, in scope: Scope) -> SQLValue {
    var result = of("BOOL")
    switch expression.kind {
    case .comparison(let sign, let left, let right):
      let values = [value(left, in: scope), value(right, in: scope)]
      compare(values, at: expression.place)
      result.take(from: values)
      if let holds = Self.holds(sign, values[0].constant, values[1].constant) {
        result.constant = .boolean(holds)
      }
    case .inList(let wanted, let list):
      let value = value(wanted, in: scope)
      let values = list.map { self.value($0, in: scope) }
      for other in values { compare([value, other], at: expression.place) }
      result.take(from: [value] + values)
      let held = values.map { Self.holds("=", value.constant, $0.constant) }
      if held.contains(true) {
        result.constant = .boolean(true)
      } else if !held.contains(nil) {
        result.constant = .boolean(false)
      }
    case .inUnnest(let one, let other):
      let values = [value(one, in: scope), value(other, in: scope)]
      if case .array(let element) = values[1].type {
        compare([values[0], SQLValue(type: element)], at: expression.place)
      }
      result.take(from: values)
    case .between(let value, let first, let last):
      let values = [value, first, last].map { self.value($0, in: scope) }
      compare(values, at: expression.place)
      result.take(from: values)
    case .test(let inner, let isNull):
      let value = value(inner, in: scope)
      result.take(from: [value])
      if isNull, let constant = value.constant { result.constant = .boolean(constant == .null) }
    case .not(let inner):
      result = value(inner, in: scope)
      if case .boolean(let holds) = result.constant { result.constant = .boolean(!holds) }
    case .and(let parts): result = joined(parts, whereOneIs: false, in: scope)
    case .or(let parts): result = joined(parts, whereOneIs: true, in: scope)
    default: break
    }
    result.drifted = nil
    (result.path, result.direct) = ([], nil)
    return result
  }

  /// AND, which fails where one part does, or OR, which holds where one does.
  private mutating func joined(_ parts: [SQLExpression], whereOneIs deciding: Bool, in scope: Scope)
    -> SQLValue
  {
    let values = parts.map { value($0, in: scope) }
    var result = of("BOOL")
    result.take(from: values)
    if values.contains(where: { $0.constant == .boolean(deciding) }) {
      result.constant = .boolean(deciding)
    } else if values.allSatisfy({ $0.constant == .boolean(!deciding) }) {
      result.constant = .boolean(!deciding)
    }
    return result
  }

  private mutating func compare(_ values: [SQLValue], at place: SQLPlace) {
    if values.contains(where: \.isRow) {
      note(.notFollowed, at: place, detail: "a whole row that is compared")
    }
    if commonType(of: values) == nil || !isComparable(values) {
      note(.noCommonType, at: place, detail: list(of: values))
    }
  }

  /// Whether PostgreSQL has an operator for the types: it coerces less for one than where it assigns.
  private func isComparable(_ values: [SQLValue]) -> Bool {
    guard engine == .postgreSQL else { return true }
    let kinds = values.filter { !$0.hasNoType && !$0.isLiteral && $0.type.isKnown }.map { value in
      switch types.meaning(value.type) {
      case .integer, .decimal, .float: "number"
      case .text: "text"
      case .date, .dateTime, .instant: "moment"
      case .boolean, .binary, .time, .json, .uuid, .array, .structure, .map, nil: types.text(value.type)
      }
    }
    return Set(kinds).count < 2
  }

  private static func holds(_ sign: String, _ left: SQLValue.Constant?, _ right: SQLValue.Constant?) -> Bool?
  {
    guard case .integer(let one) = left, case .integer(let other) = right else { return nil }
    switch sign {
    case "=": return one == other
    case "!=", "<>": return one != other
    case "<": return one < other
    case ">": return one > other
    case "<=": return one <= other
    case ">=": return one >= other
    default: return nil
    }
  }
}
