import Engines
import Schema

/// What becomes of the values of one column of staging that go into one column of main: all that stands between them, of
/// which rules, verdicts and sentences are made, so that no two of them can disagree.
package struct ColumnLoad: Hashable, Sendable {
  /// One thing that happens to values on their way.
  package struct Event: Hashable, Sendable {
    /// The path of main's column or field, or of staging's where main lacks it.
    package let path: String
    /// What happens.
    package let kind: Kind
  }

  /// What values can lose.
  package enum Loss: Hashable, Sendable {
    /// Digits behind the point, which are rounded.
    case decimals
    /// Fractions of a second.
    case fractions
    /// All but the 15 to 17 digits that a floating-point number keeps.
    case digits
    /// Some other part, such as the time of day.
    case part
  }

  /// What can happen to values.
  package enum Kind: Hashable, Sendable {
    /// The engine does not write the one type into the other by itself.
    case needsCast(CastEffect)
    /// The insides of an ARRAY, a MAP or a STRUCT do not fit: it has to be rebuilt.
    case needsRebuild
    /// Values that do not convert are refused.
    case mayNotConvert
    /// Longer values are refused; so many letters or bytes fit, nil where that is not known.
    case mayBeTooLong(Int?)
    /// Values with more digits before the point are refused.
    case mayHaveTooManyDigits(Int?)
    /// NULL is refused.
    case mayBeNull
    /// A part of the value is lost.
    case loses(Loss)
    /// The values land here that staging has in the field of that path.
    case receives(String)
    /// A field that staging lacks is NULL.
    case fieldIsNull
    /// A field that main lacks is dropped.
    case fieldIsDropped
    /// NULL becomes the column's next number.
    case isNumbered
    /// Main fills the column itself, and the engine refuses a value.
    case isRefused
    /// Main computes the column, and the engine refuses another value.
    case isCompared
    /// The statement, or the reader, does not find the column by main's name; what is done with its values.
    case isNotFound(Effect)

    /// What that does to rows.
    package var effect: Effect {
      switch self {
      case .needsCast, .needsRebuild: .fails
      case .mayNotConvert, .mayBeTooLong, .mayHaveTooManyDigits, .mayBeNull: .mayFail
      case .loses, .fieldIsDropped: .dropsValues
      case .receives: .wrongValues
      case .fieldIsNull, .isNumbered: .nullFilled
      case .isRefused: .fails
      case .isCompared: .mayFail
      case .isNotFound(let effect): effect
      }
    }
  }

  /// What happens, fields after their STRUCT. Where the value does not go in at all, nothing lands in a wrong field.
  package private(set) var events: [Event] = []

  /// The worst that happens.
  package var effect: Effect { events.lazy.map(\.kind.effect).max() ?? .works }

  /// The fields that get another's values, each with the path of that one.
  package var exchanges: [(String, String)] {
    events.compactMap { if case .receives(let value) = $0.kind { ($0.path, value) } else { nil } }
  }

  /// Whether the engine writes the value without a cast and without an expression that rebuilds it.
  package var fits: Bool { effect != .fails }

  /// What becomes of `value` in `column` where it goes there on that way.
  package init(of value: Column, in column: Column, _ way: Way, _ engine: Engine) {
    // Most columns are the same on both sides.
    if value.type == column.type, value.mode == column.mode, !column.takesNoValue, !value.isRespelled {
      return
    }
    let loading = engine.types.loading
    if column.takesNoValue {
      let isCompared = column.isComputed && loading.checksComputed
      events = [Event(path: column.name, kind: isCompared ? .isCompared : .isRefused)]
      return
    }
    if value.isRespelled, way == .name || loading.isReader {
      let isFilled = loading.isReader && column.attributes.hasDefault
      events.append(Event(path: column.name, kind: .isNotFound(isFilled ? .dropsValues : .fails)))
    }
    let reader = Reader(types: engine.types, way: way)
    reader.add(value, column, path: column.name, isInsideArray: false, to: &events)
    dropMisplaced()
  }

  /// What becomes of a value of one type in a column of another.
  ///
  /// - Parameter isInsideArray: Whether both lie inside of an ARRAY, where some engines coerce nothing.
  package init(
    of value: DataType, in column: DataType, _ way: Way, _ engine: Engine, isInsideArray: Bool = false
  ) {
    if value == column { return }
    let reader = Reader(types: engine.types, way: way)
    reader.add(value, column, path: "", isInsideArray: isInsideArray, to: &events)
    dropMisplaced()
  }

  private mutating func dropMisplaced() {
    guard effect == .wrongValues, events.contains(where: { $0.kind.effect == .fails }) else { return }
    events.removeAll { $0.kind.effect == .wrongValues }
  }

  /// Walks through both types at once.
  private struct Reader {
    let types: any TypeSystem
    let way: Way

    func add(
      _ value: Column, _ column: Column, path: String, isInsideArray: Bool, to events: inout [Event]
    ) {
      add(value.type, column.type, path: path, isInsideArray: isInsideArray, to: &events)
      if column.mode == .required, value.mode == .nullable {
        let isNumbered = column.attributes.generation.value != nil && types.loading.numbersNull
        events.append(Event(path: path, kind: isNumbered ? .isNumbered : .mayBeNull))
      }
    }

    func add(
      _ value: DataType, _ column: DataType, path: String, isInsideArray: Bool, to events: inout [Event]
    ) {
      func note(_ kind: Kind) { events.append(Event(path: path, kind: kind)) }
      switch (value, column) {
      case (.unknown, _), (_, .unknown): break
      case (.scalar(let one, let actual), .scalar(let other, let limits)):
        if one == other {
          if actual != limits, types.takesOnlyItsLength(one), let length = actual.first,
            let own = limits.first, length != DataType.untold, own != DataType.untold
          {
            if own != length { note(.needsCast(length > own ? .castCanLose : .cast)) }
          } else if actual != limits {
            events += Self.limits((one, actual), (other, limits), types).map { Event(path: path, kind: $0) }
          }
        } else if isInsideArray, !types.coercesInsideArrays {
          note(.needsRebuild)
        } else {
          add(
            CastEffect(from: value, to: column, in: types), (one, actual), (other, limits), path: path,
            to: &events)
        }
      case (.range(let one), .range(let other)): if one != other { note(.needsCast(.impossible)) }
      case (.array(let one), .array(let other)):
        add(one, other, path: path, isInsideArray: true, to: &events)
      case (.map(let key, let value), .map(let otherKey, let otherValue)):
        add(key, otherKey, path: path, isInsideArray: true, to: &events)
        add(value, otherValue, path: path, isInsideArray: true, to: &events)
      case (.structure(let fields), .structure(let others)):
        switch types.loading.fields(way) {
        case .byPosition:
          guard fields.count == others.count else { return note(.needsRebuild) }
          for (value, field) in zip(fields, others) {
            let own = "\(path).\(field.name)"
            add(value, field, path: own, isInsideArray: isInsideArray, to: &events)
            if value.foldedName != field.foldedName {
              events.append(Event(path: own, kind: .receives("\(path).\(value.name)")))
            }
          }
        case .byName(let missing, let extra):
          addByName(fields, others, missing, extra, path: path, isInsideArray: isInsideArray, to: &events)
        }
      case (.structure(let fields), .map(let key, let inner))
      where CastEffect(from: value, to: column, in: types).needsNoCast:
        // The names of fields become keys.
        if case .text = types.meaning(key) {} else { note(.mayNotConvert) }
        for field in fields {
          add(field.type, inner, path: "\(path).\(field.name)", isInsideArray: isInsideArray, to: &events)
        }
      default:
        let cast = CastEffect(from: value, to: column, in: types)
        add(cast, nil, nil, path: path, to: &events)
        // The text of an ARRAY or a STRUCT has any length.
        if cast.needsNoCast, case .scalar(let other, let numbers) = column, !numbers.isEmpty,
          let limits = types.limits(other, numbers), limits.whole != .max
        {
          note(.mayBeTooLong(limits.whole))
        }
      }
    }

    private func addByName(
      _ fields: [Column], _ others: [Column], _ missing: Effect, _ extra: Effect, path: String,
      isInsideArray: Bool, to events: inout [Event]
    ) {
      // What differs in its spelling is another field here.
      let fields = fields.map { $0.isRespelled ? $0.folded(by: types.names) : $0 }
      let values = fields.byFoldedName
      let names = Set(others.map(\.foldedName))
      guard fields.contains(where: { names.contains($0.foldedName) }) else {
        return events.append(Event(path: path, kind: .needsRebuild))
      }
      for field in others {
        let own = "\(path).\(field.name)"
        if let value = values[field.foldedName] {
          add(value, field, path: own, isInsideArray: isInsideArray, to: &events)
        } else {
          let isFilled = field.attributes.hasDefault
          events.append(Event(path: own, kind: missing == .fails && !isFilled ? .needsRebuild : .fieldIsNull))
        }
      }
      for value in fields where !names.contains(value.foldedName) {
        events.append(
          Event(path: "\(path).\(value.name)", kind: extra == .fails ? .needsRebuild : .fieldIsDropped))
      }
    }

    /// What one scalar type, or a type with parts, takes to be written into another.
    private func add(
      _ cast: CastEffect, _ from: (type: String, parameters: [Int])?,
      _ to: (type: String, parameters: [Int])?, path: String, to events: inout [Event]
    ) {
      func note(_ kind: Kind) { events.append(Event(path: path, kind: kind)) }
      switch cast {
      case .none: break
      case .rebuild: note(.needsRebuild)
      case .cast, .castCanFail, .castCanLose, .castCanFailOrLose, .impossible: note(.needsCast(cast))
      case .coercion(losesDigits: false): break
      case .coercion(losesDigits: true): note(.loses(.digits))
      case .coercionCanLose: note(.loses(.part))
      case .coercionCanFail: note(.mayNotConvert)
      case .coercionCanFailOrLose:
        note(.mayNotConvert)
        note(.loses(.part))
      }
      guard cast.needsNoCast, let from, let to else { return }
      for kind in Self.limits(from, to, types) where !events.contains(where: { $0.kind == kind }) {
        note(kind)
      }
    }

    /// What main's length, precision and scale do to values.
    static func limits(
      _ from: (type: String, parameters: [Int]), _ to: (type: String, parameters: [Int]),
      _ types: any TypeSystem
    ) -> [Kind] {
      guard from.type == to.type || !to.parameters.isEmpty,
        let fit = ParameterFit(from: from, into: to, in: types)
      else { return [] }
      var kinds: [Kind] = []
      if fit.overflows {
        kinds.append(fit.isDecimal ? .mayHaveTooManyDigits(fit.whole) : .mayBeTooLong(fit.whole))
      }
      if fit.loses { kinds.append(.loses(fit.isDecimal ? .decimals : .fractions)) }
      return kinds
    }
  }
}
