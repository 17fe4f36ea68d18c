import Comparison
import Engines
import GoogleSQL
import Schema
import Text

extension MergeChecker {
  /// What is known of an expression's value.
  mutating func value(_ expression: SQLExpression, in scope: Scope) -> SQLValue {
    switch expression.kind {
    case .path(let names): return value(names, in: scope)
    case .literal(let literal): return value(of: literal)
    case .parameter: return SQLValue()
    case .call(let call): return value(call, at: expression.place, in: scope)
    case .cast(let inner, let type): return cast(inner, to: type, in: scope)
    case .field(let inner, let name): return field(name, of: value(inner, in: scope))
    case .element(let inner, let position): return element(inner, position, in: scope)
    case .structure(let fields): return structure(fields, in: scope)
    case .array(let values): return array(values, at: expression.place, in: scope)
    case .arrayQuery(let query): return arrayQuery(query, in: scope)
    case .scalarQuery(let query):
      var value = rows(query, in: scope).first?.columns.first?.value ?? SQLValue()
      (value.path, value.direct, value.constant) = ([], nil, nil)
      return value
    case .condition(let query, let wanted):
      if let wanted { _ = value(wanted, in: scope) }
      _ = rows(query, in: scope)
      return of("BOOL")
    case .conditional(let arms, let otherwise):
      return conditional(arms, otherwise, at: expression.place, in: scope)
    case .operation(let operands): return operation(operands, at: expression.place, in: scope)
    case .comparison, .inList, .inUnnest, .between, .test, .not, .and, .or:
      return condition(expression, in: scope)
    }
  }

  /// A value of the type that GoogleSQL calls so, or of the engine's that means the same.
  func of(_ name: String) -> SQLValue { SQLValue(type: type(name)) }

  /// The type that GoogleSQL calls so, or the engine's that means the same.
  func type(_ name: String) -> DataType {
    let type = DataType.scalar(name, parameters: [])
    if engine == .bigQuery { return type }
    return Engine.bigQuery.types.meaning(type).flatMap { types.type(meaning: $0) } ?? .unknown
  }

  private func value(of literal: SQLExpression.Literal) -> SQLValue {
    var value = SQLValue()
    switch literal {
    case .null: return .null
    case .integer(let number):
      value = of("INT64")
      (value.constant, value.isLiteral) = (.integer(number), true)
    case .number:
      value = of("FLOAT64")
      value.isLiteral = true
    case .string:
      value = of("STRING")
      value.isLiteral = true
    case .boolean(let isTrue):
      value = of("BOOL")
      value.constant = .boolean(isTrue)
    case .typed(let type): value.type = type
    case .part: break
    }
    return value
  }

  // MARK: Values made of others

  private mutating func cast(_ inner: SQLExpression, to type: DataType, in scope: Scope) -> SQLValue {
    var result = value(inner, in: scope)
    if CastEffect(from: result.type, to: type, in: types) == .impossible
      || result.type.fields != nil
        && (!assignment.fits(result.type, to: type) || assignment.mixesFields(result.type, type))
    {
      note(
        .cannotCast, at: inner.place,
        "\(inner.text.clipped()) (\(result.type.text.clipped(to: 60)) to \(type.text.clipped(to: 60)))")
    }
    result.type = type
    (result.isCast, result.isLiteral, result.drifted, result.fields) = (true, false, nil, [])
    if result.constant != .null { result.constant = nil }
    return result
  }

  private mutating func element(_ inner: SQLExpression, _ position: SQLExpression, in scope: Scope)
    -> SQLValue
  {
    let array = value(inner, in: scope)
    // OFFSET(0), ORDINAL(1) and the key of a JSON value.
    let place = value(position, in: scope)
    var result = SQLValue()
    if case .array(let type) = array.type { result.type = type }
    result.take(from: [array, place])
    return result
  }

  private mutating func structure(_ fields: [SQLExpression.Field], in scope: Scope) -> SQLValue {
    var result = SQLValue()
    var columns: [Column] = []
    for field in fields {
      let value = value(field.value, in: scope)
      let name = field.name ?? ""
      if let last = value.path.last, value.path.count > 1, !name.isEmpty, last != NameFolding.ascii.key(name)
      {
        note(.wrongField, at: field.value.place, "\(name.clipped()) (gets \(last.clipped()))")
      }
      columns.append(Column(name, value.type))
      if !name.isEmpty {
        result.fields.append(SQLValue.Field(name: NameFolding.ascii.key(name), value: value.stored))
      }
      result.take(from: [value])
    }
    result.type = .structure(columns)
    result.drifted = nil
    return result
  }

  private mutating func array(_ values: [SQLExpression], at place: SQLPlace, in scope: Scope) -> SQLValue {
    var result = unified(values.map { value($0, in: scope) }, at: place)
    result.type = result.type.isKnown ? .array(result.type) : .unknown
    (result.constant, result.path, result.direct, result.fields) = (nil, [], nil, [])
    return result
  }

  private mutating func arrayQuery(_ query: SQLQuery, in scope: Scope) -> SQLValue {
    let pieces = rows(query, in: scope)
    var result = SQLValue()
    guard let columns = pieces.first?.columns else { return result }
    result.take(from: columns.map(\.value))
    result.drifted = nil
    if case .select(let select) = query, select.isStruct {
      result.type = .array(.structure(columns.map { Column($0.name, $0.value.type) }))
    } else if columns.count == 1, columns[0].value.type.isKnown {
      result.type = .array(columns[0].value.type)
    }
    return result
  }

  private mutating func conditional(
    _ arms: [SQLExpression.Arm], _ otherwise: SQLExpression?, at place: SQLPlace, in scope: Scope
  ) -> SQLValue {
    var possible: [SQLValue] = []
    var isDecided = false
    for arm in arms {
      let condition = value(arm.condition, in: scope)
      let value = value(arm.value, in: scope)
      if isDecided || condition.constant == .boolean(false) || condition.constant == .null { continue }
      possible.append(value)
      if condition.constant == .boolean(true) { isDecided = true }
    }
    let rest = otherwise.map { value($0, in: scope) } ?? .null
    if !isDecided { possible.append(rest) }
    return unified(possible, at: place)
  }

  private mutating func operation(_ operands: [SQLExpression], at place: SQLPlace, in scope: Scope)
    -> SQLValue
  {
    let values = operands.map { value($0, in: scope) }
    var result = SQLValue()
    result.take(from: values)
    if let drifted = result.drifted { noteComputed(drifted, at: place) }
    result.drifted = nil
    return result
  }

  /// Notes a value that is reckoned from a column of another type than its author had before him.
  mutating func noteComputed(_ column: String, at place: SQLPlace) {
    note(.computedFromDrift, at: place, column)
  }

  // MARK: Common types

  /// The one of several values, whichever it is.
  mutating func unified(_ values: [SQLValue], at place: SQLPlace) -> SQLValue {
    let real = values.filter { !$0.isFailure && $0.constant != .null }
    guard let first = real.first else { return values.first { !$0.isFailure } ?? .null }
    if real.count == 1, values.allSatisfy({ $0.hasNoType || $0 == first }) {
      var result = first
      result.take(from: values)
      if values.contains(where: { $0.constant == .null }) { result.constant = nil }
      return result
    }
    var result = SQLValue()
    result.take(from: values)
    if let type = commonType(of: values) {
      result.type = type
    } else {
      note(.noCommonType, at: place, detail: list(of: values))
    }
    if real.allSatisfy({ $0.path == first.path }) { result.path = first.path }
    if real.allSatisfy({ $0.direct == first.direct }) { result.direct = first.direct }
    if real.allSatisfy({ $0.constant == first.constant }), !values.contains(where: { $0.constant == .null }) {
      result.constant = first.constant
    }
    if real.count == 1 { result.fields = first.fields }
    result.isCast = real.contains(where: \.isCast)
    result.drifted = real.compactMap(\.drifted).first
    return result
  }

  /// The type that all the values become; `unknown` where one of them is not known, nil where there is none.
  func commonType(of values: [SQLValue]) -> DataType? {
    let real = values.filter { !$0.hasNoType }
    if real.contains(where: { !$0.type.isKnown }) { return .unknown }
    let fixed = real.filter { !$0.isLiteral }
    guard let first = (fixed.first ?? real.first)?.type else { return .unknown }
    let candidates = [first] + fixed.map(\.type)
    return candidates.first { type in
      real.allSatisfy { fits($0, type) && !assignment.mixesFields($0.type, type) }
    }
  }

  /// Whether a value goes where a type is wanted without a CAST.
  func fits(_ value: SQLValue, _ type: DataType) -> Bool {
    if value.hasNoType || assignment.fits(value.type, to: type) { return true }
    guard value.isLiteral, case .scalar(let name, _) = value.type, case .scalar(let wanted, _) = type else {
      return false
    }
    if engine == .postgreSQL {
      // What stands between quotes is of no type yet; a number with a point is one of any precision.
      switch (types.meaning(value.type), types.meaning(type)) {
      case (.text, _), (.float, .decimal), (.float, .float): return true
      default: return false
      }
    }
    switch name {
    case "STRING": return ["DATE", "DATETIME", "TIME", "TIMESTAMP", "BYTES"].contains(wanted)
    case "FLOAT64": return ["NUMERIC", "BIGNUMERIC"].contains(wanted)
    default: return false
    }
  }
}
