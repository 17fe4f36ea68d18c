import Engines
import Schema
import Text

/// What the two usual ways of merging would do with one staging table.
///
/// Source: GoogleSQL, MERGE statement, `merge_insert_clause`: without column names the values go to the target's columns
/// in the order of their positions, and `ROW` stands for all columns of the source in the order of theirs; both must be
/// equally many, and each value's type must be coercible.
package struct MergeVerdict: Hashable, Sendable {
  /// What `INSERT ROW`, or what the engine has in its place, would do, with a full stop.
  package let insertRow: String
  /// What a MERGE that names its columns would do, with a full stop.
  let explicitMerge: String
  /// Both ways as a reader meets them, each with its label.
  package let lines: [Line]

  /// One way of merging, and what it would do.
  package struct Line: Hashable, Sendable {
    /// The way: `INSERT ROW`.
    package let label: String
    /// What it would do, with a full stop.
    package let text: String
  }

  /// The verdict on rows of `staging` that are merged into `main`.
  package init(main: TableSchema, staging: TableSchema) {
    let words = main.engine.types.words
    insertRow = Self.insertRow(main, staging)
    explicitMerge = Self.explicitMerge(main, staging)
    if staging.sampledRecords != nil {
      lines = [Line(label: "merging", text: "cannot be told: sample records are no table.")]
    } else if !main.isComplete || !staging.isComplete {
      lines = [Line(label: "merging", text: "cannot be told: not all columns need be declared.")]
    } else if words.isReader {
      lines = [Line(label: words.mergeLabel, text: Self.reader(main, staging))]
    } else {
      lines = [
        Line(label: words.insertAll, text: insertRow), Line(label: words.mergeLabel, text: explicitMerge),
      ]
    }
  }

  // MARK: Readers of files

  private static func reader(_ main: TableSchema, _ staging: TableSchema) -> String {
    let values = staging.columns.byFoldedName
    let assignment = Assignment(main.engine)
    let unfilled = main.columns.filter {
      values[$0.foldedName] == nil && !$0.attributes.hasDefault
    }
    let unfit = main.columns.filter { column in
      values[column.foldedName].map { !assignment.fits($0.type, to: column.type) } ?? false
    }
    var reasons: [String] = []
    if !unfilled.isEmpty {
      reasons.append("\(list(unfilled.map(\.name))) \(unfilled.count == 1 ? "has" : "have") no default")
    }
    if !unfit.isEmpty {
      reasons.append("\(list(unfit.map(\.name))) \(unfit.count == 1 ? "is" : "are") of another type")
    }
    return reasons.isEmpty
      ? "with main's schema reads staging's files."
      : "with main's schema fails: \(reasons.joined(separator: "; "))."
  }

  // MARK: INSERT ROW

  private static func insertRow(_ main: TableSchema, _ staging: TableSchema) -> String {
    let assignment = Assignment(main.engine)
    let isTaken = main.engine.types.words.takesFewerValues && staging.columns.count < main.columns.count
    guard main.columns.count == staging.columns.count || isTaken else {
      let values = Count.of(staging.columns.count, "value")
      return "fails: \(values) for \(Count.of(main.columns.count, "column"))."
    }
    guard main.orderIsKnown, staging.orderIsKnown else {
      return "cannot be told: the exports do not say in which order the columns stand."
    }
    let pairs = zip(main.columns, staging.columns)
    for (column, value) in pairs where !assignment.fits(value.type, to: column.type) {
      let other = value.foldedName == column.foldedName ? "its value" : "the value of \(value.name.clipped())"
      return "fails: \(column.name.clipped()) is \(short(column, main)), \(other) is \(short(value, main))."
    }
    let displaced = pairs.filter { $0.foldedName != $1.foldedName }
    if let (column, value) = displaced.first {
      let count = displaced.count == 1 ? "a column" : Count.of(displaced.count, "column")
      return "puts wrong values into \(count) without a word: \(column.name.clipped()) gets those of "
        + "\(value.name.clipped())."
    }
    if let mixed = pairs.first(where: { assignment.mixesFields($1.type, $0.type) }) {
      return "puts values into the wrong fields of \(mixed.0.name.clipped()) without a word."
    }
    let risky = pairs.filter { $0.mode == .required && $1.mode == .nullable }.map(\.0.name)
    if isTaken {
      let rest = Count.of(main.columns.count - staging.columns.count, "column")
      return
        "fills the first \(Count.of(staging.columns.count, "column")) and leaves the last \(rest) to the default."
    }
    return risky.isEmpty ? "works." : "works until \(list(risky, "or")) is NULL in a row, and fails then."
  }

  private static func short(_ column: Column, _ main: TableSchema) -> String {
    ColumnSide(column, in: main.engine).type.clipped(to: 40)
  }

  // MARK: Explicit MERGE

  private static func explicitMerge(_ main: TableSchema, _ staging: TableSchema) -> String {
    let values = staging.columns.byFoldedName
    let names = Set(main.columns.map(\.foldedName))
    guard values.keys.contains(where: names.contains) else {
      return "has nothing to write: no column is in both tables."
    }
    let missing = main.columns.filter { values[$0.foldedName] == nil }
    let needed = missing.filter { $0.mode == .required && !$0.attributes.hasDefault }
    if !needed.isEmpty {
      let have = needed.count == 1 ? "is REQUIRED and has no default" : "are REQUIRED and have no defaults"
      return "cannot insert: \(list(needed.map(\.name))) \(have)."
    }
    var needs = Needs(engine: main.engine)
    for column in main.columns {
      if let value = values[column.foldedName] { needs.add(column, value) }
    }
    var notes: [String] = []
    let empty = missing.filter { !$0.attributes.hasDefault }
    if !empty.isEmpty {
      let arrays = main.engine.types.arraysAreNeverNull ? empty.count { $0.type.isArray } : 0
      let what = arrays == 0 ? "NULL" : arrays == empty.count ? "empty" : "NULL or empty"
      notes.append("\(Count.of(empty.count, "column")) \(what) on insert, unchanged on update")
    }
    if empty.count < missing.count {
      notes.append(
        "\(Count.of(missing.count - empty.count, "column")) with the default on insert, unchanged on update")
    }
    let dropped = staging.columns.count { !names.contains($0.foldedName) }
    if dropped > 0 { notes.append("values of \(Count.of(dropped, "column")) dropped") }
    let text = needs.texts.isEmpty ? "works" : "needs " + needs.texts.joined(separator: " and ")
    let joint = needs.texts.isEmpty ? ": " : "; "
    return notes.isEmpty ? text + "." : "\(text)\(joint)\(notes.joined(separator: "; "))."
  }

  package static func list(_ names: [String], _ word: String = "and") -> String {
    let shown = names.prefix(3).map { $0.clipped(to: 60) }
    if names.count > 3 {
      return "\(shown.joined(separator: ", ")) \(word) \(Count.grouped(names.count - 3)) more"
    }
    return shown.count < 2
      ? shown.first ?? "" : "\(shown.dropLast().joined(separator: ", ")) \(word) \(shown[shown.count - 1])"
  }

  /// What has to be written by hand.
  private struct Needs {
    private let types: any TypeSystem
    private let assignment: Assignment
    private var casts: [String] = []
    private var rebuilds: [String] = []
    private var expressions: [String] = []
    private var values: [String] = []

    init(engine: Engine) {
      types = engine.types
      assignment = Assignment(engine)
    }

    mutating func add(_ column: Column, _ value: Column) {
      switch CastEffect(from: value.type, to: column.type, in: types) {
      case .none, .coercion, .coercionCanFail, .coercionCanLose, .coercionCanFailOrLose: break
      case .cast: casts.append(column.name.clipped(to: 60))
      case .castCanFail: casts.append("\(column.name.clipped(to: 60)), can fail")
      case .castCanLose: casts.append("\(column.name.clipped(to: 60)), can lose a part")
      case .castCanFailOrLose: casts.append("\(column.name.clipped(to: 60)), can fail or round")
      case .rebuild:
        if !assignment.fits(value.type, to: column.type) || assignment.mixesFields(value.type, column.type) {
          rebuilds.append(column.name)
        }
      case .impossible: expressions.append(column.name)
      }
      if column.mode == .required, value.mode == .nullable { values.append(column.name) }
    }

    var texts: [String] {
      var texts: [String] = []
      if casts.count == 1 { texts.append("one cast (\(casts[0]))") }
      if casts.count > 1 {
        let more = casts.count > 3 ? "; \(Count.grouped(casts.count - 3)) more" : ""
        texts.append("\(Count.of(casts.count, "cast")) (\(casts.prefix(3).joined(separator: "; "))\(more))")
      }
      if !rebuilds.isEmpty { texts.append("\(list(rebuilds)) rebuilt by name") }
      if !expressions.isEmpty {
        texts.append("an expression for \(list(expressions)), for which there is no cast")
      }
      if !values.isEmpty {
        texts.append("a value for \(list(values)) where \(values.count == 1 ? "it is" : "they are") NULL")
      }
      return texts
    }
  }
}

/// What an engine assigns without a cast.
package struct Assignment {
  private let types: any TypeSystem

  package init(_ engine: Engine) { types = engine.types }

  /// Whether a value goes into a column as it is: STRUCTs by position whatever the names, coercion of scalars outside of
  /// ARRAYs, equal types inside of them unless the engine coerces there too.
  package func fits(_ value: DataType, to column: DataType, isInsideArray: Bool = false) -> Bool {
    if isInsideArray, !types.coercesInsideArrays { return Self.isSame(value, column) }
    return switch (value, column) {
    case (.unknown, _), (_, .unknown): true
    case (.scalar(let one, _), .scalar(let other, _)): one == other || types.effect(one, other).needsNoCast
    case (.range(let one), .range(let other)): one == other
    case (.structure(let fields), .structure(let others)):
      types.words.fieldsGoByPosition
        ? fields.count == others.count && zip(fields, others).allSatisfy { fits($0.type, to: $1.type) }
        : fitsByName(fields, others)
    case (.array(let one), .array(let other)): fits(one, to: other, isInsideArray: true)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      fits(key, to: otherKey, isInsideArray: true) && fits(value, to: otherValue, isInsideArray: true)
    default: CastEffect(from: value, to: column, in: types).needsNoCast
    }
  }

  /// Where fields go by name, one common name is enough; a reader of files needs every field of main without a default.
  private func fitsByName(_ fields: [Column], _ others: [Column]) -> Bool {
    let values = fields.byFoldedName
    let common = others.filter { values[$0.foldedName] != nil }
    let isFilled = others.allSatisfy {
      values[$0.foldedName] != nil || !types.words.isReader || $0.attributes.hasDefault
    }
    return !common.isEmpty && isFilled
      && common.allSatisfy { other in values[other.foldedName].map { fits($0.type, to: other.type) } ?? false
      }
  }

  private static func isSame(_ one: DataType, _ other: DataType) -> Bool {
    switch (one, other) {
    case (.unknown, _), (_, .unknown): true
    case (.scalar(let one, _), .scalar(let other, _)): one == other
    case (.range(let one), .range(let other)): one == other
    case (.structure(let fields), .structure(let others)):
      fields.count == others.count && zip(fields, others).allSatisfy { isSame($0.type, $1.type) }
    case (.array(let one), .array(let other)): isSame(one, other)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      isSame(key, otherKey) && isSame(value, otherValue)
    case (.scalar, _), (.range, _), (.structure, _), (.array, _), (.map, _): false
    }
  }

  /// Whether fields of STRUCTs stand at other places, so that values land in fields of other names.
  package func mixesFields(_ value: DataType, _ column: DataType) -> Bool {
    guard types.words.fieldsGoByPosition, let fields = value.fields, let others = column.fields else {
      return false
    }
    return zip(fields, others).contains { $0.foldedName != $1.foldedName || mixesFields($0.type, $1.type) }
  }
}
