import Comparison
import Engines
import Schema
import Settings
import Text

/// What becomes of a staging column on its way into main's.
package struct ConvertedValue: Hashable, Sendable {
  /// The expression over the staging row.
  package var sql: String
  /// Fields of the STRUCT that staging lacks: NULL in `sql`, and left as they are by an update.
  var gaps = FieldGaps()
  /// What was done, for the comment at the top; empty where the value goes as it is.
  var notes: [Note] = []

  /// The same, by another expression.
  func with(_ sql: String) -> ConvertedValue {
    var value = self
    value.sql = sql
    return value
  }

  /// Something that was done to a value.
  enum Note: Hashable, Sendable {
    case cast(path: String, from: String, to: String)
    /// The statement fails on a value that does not convert whole.
    case checkedCast(path: String, from: String, to: String)
    case safeCast(path: String, from: String, to: String)
    case rebuilt(path: String)
    case fieldMissing(path: String)
    case fieldLeftOut(path: String)
  }
}

/// Fields that a STRUCT of staging lacks, by lower-case name.
struct FieldGaps: Hashable, Sendable {
  /// Fields that are not there at all.
  var whole: Set<String> = []
  /// Fields that are STRUCTs with gaps of their own.
  var within: [String: FieldGaps] = [:]

  var isEmpty: Bool { whole.isEmpty && within.isEmpty }
}

/// Writes a staging value as a value of main's type.
package struct ValueConversion {
  package let dialect: any SQLDialect
  package let onLossy: MergeSettings.Lossy
  package let shape: MergeRefusal.ShapeName

  /// A value from its parts.
  package init(dialect: any SQLDialect, onLossy: MergeSettings.Lossy, shape: MergeRefusal.ShapeName) {
    self.dialect = dialect
    self.onLossy = onLossy
    self.shape = shape
  }

  /// Why a value is not written.
  package enum Failure: Error {
    /// `--on-lossy skip` leaves it out.
    case skipped
    case refused(MergeRefusal.Reason)
  }

  private var types: any TypeSystem { dialect.engine.types }

  /// The value in main's type.
  ///
  /// - Parameters:
  ///   - source: The staging value's expression.
  ///   - path: The column's path in main's spelling.
  ///   - depth: How many ARRAYs are around it.
  package func value(_ source: String, from: DataType, to: DataType, path: String, depth: Int = 0)
    throws(Failure) -> ConvertedValue
  {
    if isSame(from, to) { return ConvertedValue(sql: source) }
    switch (from, to) {
    case (.structure(let fields), .structure(let wanted)):
      let (parts, value) = try fieldList(source, fields, wanted, path: path, depth: depth)
      return value.with(dialect.choice("\(source) IS NULL", "NULL", else: dialect.structure(parts)))
    case (.array(let element), .array(let wanted)):
      return try array(source, element, wanted, path: path, depth: depth)
    case (.map(let key, let value), .map(let wantedKey, let wantedValue)):
      let effects = [(key, wantedKey), (value, wantedValue)].map { CastEffect(from: $0, to: $1, in: types) }
      return try cast(source, from: from, to: to, effect: Self.worst(of: effects), path: path)
    case (.scalar(let name, _), .scalar(let other, _)) where name == other:
      return try narrowed(source, from: from, to: to, path: path)
    default:
      let effect = CastEffect(from: from, to: to, in: types)
      return try cast(source, from: from, to: to, effect: effect, path: path)
    }
  }

  /// Whether a value is written as it is: the same types, fields of the same names at the same places, and no length or
  /// precision that is shorter in main.
  private func isSame(_ from: DataType, _ to: DataType) -> Bool {
    switch (from, to) {
    case (.structure(let fields), .structure(let wanted)):
      fields.count == wanted.count
        && zip(fields, wanted).allSatisfy {
          $0.foldedName == $1.foldedName && !$0.isRespelled && isSame($0.type, $1.type)
        }
    case (.array(let one), .array(let other)): isSame(one, other)
    case (.scalar(let name, let actual), .scalar(let other, let limits)):
      name == other
        && (ParameterFit(from: (name, actual), into: (other, limits), in: types).map {
          !$0.overflows && !$0.loses
        } ?? true) && (actual == limits || !dialect.hasFixedLength(name))
    default: from == to
    }
  }

  // MARK: Parts

  /// The fields of a STRUCT by name, and what was done to them.
  private func fieldList(_ source: String, _ fields: [Column], _ wanted: [Column], path: String, depth: Int)
    throws(Failure) -> (parts: [(name: String, value: String)], value: ConvertedValue)
  {
    let values = fields.byFoldedName
    var result = ConvertedValue(sql: "", notes: [.rebuilt(path: path)])
    var parts: [(name: String, value: String)] = []
    for field in wanted {
      let fieldPath = "\(path).\(field.name)"
      var part: ConvertedValue?
      if let value = values[field.foldedName] {
        do throws(Failure) {
          part = try self.value(
            "\(source).\(dialect.identifier(value.name))", from: value.type, to: field.type, path: fieldPath,
            depth: depth)
        } catch {
          guard case .skipped = error else { throw error }
        }
      }
      if let part {
        parts.append((field.name, part.sql))
        result.notes += part.notes
        if !part.gaps.isEmpty { result.gaps.within[field.foldedName] = part.gaps }
      } else {
        if field.mode == .required {
          throw .refused(.requiredWithoutSource(column: fieldPath, shape: shape))
        }
        parts.append((field.name, dialect.null(of: field.type)))
        result.notes.append(.fieldMissing(path: fieldPath))
        result.gaps.whole.insert(field.foldedName)
      }
    }
    let names = Set(wanted.map(\.foldedName))
    result.notes += fields.filter { !names.contains($0.foldedName) }.map {
      .fieldLeftOut(path: "\(path).\($0.name)")
    }
    return (parts, result)
  }

  /// Element by element, in the ARRAY's order.
  private func array(_ source: String, _ element: DataType, _ wanted: DataType, path: String, depth: Int)
    throws(Failure) -> ConvertedValue
  {
    let name = "element_\(depth + 1)"
    var value: ConvertedValue
    let made: SQLElement
    if case .structure(let fields) = element, case .structure(let others) = wanted {
      let list = try fieldList(name, fields, others, path: path, depth: depth + 1)
      (made, value) = (.structure(list.parts), list.value)
    } else {
      value = try self.value(name, from: element, to: wanted, path: path, depth: depth + 1)
      made = .value(value.sql)
    }
    // Nothing tells which element of main's ARRAY an element of staging's would be.
    value.gaps = FieldGaps()
    return value.with(dialect.elements(of: source, named: name, depth: depth + 1, made))
  }

  // MARK: Scalars

  private func cast(
    _ source: String, from: DataType, to: DataType, effect: CastEffect, path: String
  ) throws(Failure) -> ConvertedValue {
    let (fromText, toText) = (types.text(from), types.text(to))
    let plain = dialect.fitted(source, to: to, isSafe: false)
    switch effect {
    case .none, .rebuild: return ConvertedValue(sql: source)
    case .impossible:
      throw .refused(.cannotCast(column: path, from: fromText, to: toText, shape: shape))
    case .coercion, .cast:
      if isCut(from, to) { return try narrowed(source, from: from, to: to, path: path) }
      return ConvertedValue(
        sql: dialect.cast(source, to: to, isSafe: false),
        notes: [.cast(path: path, from: fromText, to: toText)])
    case .coercionCanFail, .castCanFail, .coercionCanLose, .coercionCanFailOrLose, .castCanLose,
      .castCanFailOrLose:
      break
    }
    switch dialect.wholeness(of: source, as: plain, from: from, to: to) {
    case .condition(let condition):
      let checked = checked(source, where: condition, value: plain, path: path, to: to)
      return try lossy(source, checked: checked, from: from, to: to, path: path)
    case .certain: return try lossy(source, checked: plain, from: from, to: to, path: path)
    case .castBack where effect.canLose && CastEffect(from: to, to: from, in: types) != .impossible:
      let again = "\(dialect.cast(plain, to: from, isSafe: false)) = \(source)"
      let checked = checked(source, where: again, value: plain, path: path, to: to)
      return try lossy(source, checked: checked, from: from, to: to, path: path)
    case .castBack where !effect.canLose:
      if isCut(from, to) { return try narrowed(source, from: from, to: to, path: path) }
      return try lossy(source, checked: plain, from: from, to: to, path: path)
    case .castBack, .never:
      if onLossy == .error {
        throw .refused(.losing(column: path, from: fromText, to: toText, shape: shape))
      }
      return try lossy(source, checked: plain, from: from, to: to, path: path)
    }
  }

  /// What becomes of a MAP whose keys and values are cast: none without a CAST, else it fails where one of them does, and
  /// loses where one of them does.
  private static func worst(of effects: [CastEffect]) -> CastEffect {
    if effects.contains(.impossible) { return .impossible }
    if effects.contains(where: \.canLose) { return .castCanFailOrLose }
    return effects.allSatisfy { [.none, .cast, .coercion].contains($0) } ? .cast : .castCanFail
  }

  /// Whether a CAST to a limited length or precision may drop a part of the value without a word.
  private func isCut(_ from: DataType, _ to: DataType) -> Bool {
    guard case .scalar(let other, let limits) = to, !limits.isEmpty, dialect.narrowing(other) == .loss else {
      return false
    }
    guard case .scalar(let name, let actual) = from,
      let fit = ParameterFit(from: (name, actual), into: (other, limits), in: types)
    else { return true }
    return fit.loses || fit.overflows
  }

  /// A value that may be longer than main's type allows, or have more digits.
  private func narrowed(_ source: String, from: DataType, to: DataType, path: String) throws(Failure)
    -> ConvertedValue
  {
    guard case .scalar(let name, _) = to else { return ConvertedValue(sql: source) }
    let value = dialect.fitted(source, to: to, isSafe: false)
    switch dialect.narrowing(name) {
    case .nothing: return ConvertedValue(sql: source)
    case .failure: return try lossy(source, checked: value, from: from, to: to, path: path)
    case .loss:
      var whole = dialect.cast(source, to: to, isSafe: false)
      if case .scalar(name, _) = from { whole = source }
      let checked = checked(source, where: "\(value) = \(whole)", value: value, path: path, to: to)
      return try lossy(source, checked: checked, from: from, to: to, path: path)
    }
  }

  /// The value where nothing of it is lost; a failure else.
  private func checked(
    _ source: String, where condition: String, value: String, path: String, to: DataType
  ) -> String {
    let message = "\(path.clipped()) loses a part as \(types.text(to).clipped(to: 60))"
    return dialect.choice(
      "\(source) IS NULL OR \(condition)", value, else: dialect.failure(message, inPlaceOf: to))
  }

  private func lossy(_ source: String, checked: String, from: DataType, to: DataType, path: String)
    throws(Failure)
    -> ConvertedValue
  {
    let (fromText, toText) = (types.text(from), types.text(to))
    switch onLossy {
    case .error:
      return ConvertedValue(sql: checked, notes: [.checkedCast(path: path, from: fromText, to: toText)])
    case .safeCast:
      return ConvertedValue(
        sql: dialect.fitted(source, to: to, isSafe: true),
        notes: [.safeCast(path: path, from: fromText, to: toText)])
    case .skip: throw .skipped
    }
  }
}
