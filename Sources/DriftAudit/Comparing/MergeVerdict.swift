/// What the two usual ways of merging would do with one staging table.
///
/// Source: GoogleSQL, MERGE statement, `merge_insert_clause`: without column names the values go to the target's columns
/// in the order of their positions, and `ROW` stands for all columns of the source in the order of theirs; both must be
/// equally many, and each value's type must be coercible.
public struct MergeVerdict: Hashable, Sendable {
  /// What `INSERT ROW` would do, with a full stop.
  public let insertRow: String
  /// What a MERGE that names its columns would do, with a full stop.
  public let explicitMerge: String

  /// The verdict on rows of `staging` that are merged into `main`.
  public init(main: TableSchema, staging: TableSchema) {
    insertRow = Self.insertRow(main, staging)
    explicitMerge = Self.explicitMerge(main, staging)
  }

  // MARK: INSERT ROW

  private static func insertRow(_ main: TableSchema, _ staging: TableSchema) -> String {
    guard main.columns.count == staging.columns.count else {
      let values = Count.of(staging.columns.count, "value")
      return "fails: \(values) for \(Count.of(main.columns.count, "column"))."
    }
    guard main.orderIsKnown, staging.orderIsKnown else {
      return "cannot be told: the exports do not say in which order the columns stand."
    }
    let pairs = zip(main.columns, staging.columns)
    for (column, value) in pairs where !Assignment.fits(value.type, to: column.type) {
      let other = value.foldedName == column.foldedName ? "its value" : "the value of \(value.name.clipped())"
      return "fails: \(column.name.clipped()) is \(short(column.type)), \(other) is \(short(value.type))."
    }
    let displaced = pairs.filter { $0.foldedName != $1.foldedName }
    if let (column, value) = displaced.first {
      let count = displaced.count == 1 ? "a column" : Count.of(displaced.count, "column")
      return "puts wrong values into \(count) without a word: \(column.name.clipped()) gets those of "
        + "\(value.name.clipped())."
    }
    if let mixed = pairs.first(where: { Assignment.mixesFields($1.type, $0.type) }) {
      return "puts values into the wrong fields of \(mixed.0.name.clipped()) without a word."
    }
    let risky = pairs.filter { $0.mode == .required && $1.mode == .nullable }.map(\.0.name)
    return risky.isEmpty ? "works." : "works until \(list(risky, "or")) is NULL in a row, and fails then."
  }

  private static func short(_ type: DataType) -> String { type.text.clipped(to: 40) }

  // MARK: Explicit MERGE

  private static func explicitMerge(_ main: TableSchema, _ staging: TableSchema) -> String {
    let values = Dictionary(
      staging.columns.map { ($0.foldedName, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(main.columns.map(\.foldedName))
    guard values.keys.contains(where: names.contains) else {
      return "has nothing to write: no column is in both tables."
    }
    let missing = main.columns.filter { values[$0.foldedName] == nil }
    let needed = missing.filter { $0.mode == .required && $0.attributes.defaultExpression.value == nil }
    if !needed.isEmpty {
      let have = needed.count == 1 ? "is REQUIRED and has no default" : "are REQUIRED and have no defaults"
      return "cannot insert: \(list(needed.map(\.name))) \(have)."
    }
    var needs = Needs()
    for column in main.columns {
      if let value = values[column.foldedName] { needs.add(column, value) }
    }
    var notes: [String] = []
    let empty = missing.filter { $0.attributes.defaultExpression.value == nil }
    if !empty.isEmpty {
      let arrays = empty.count { $0.type.isArray }
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

  static func list(_ names: [String], _ word: String = "and") -> String {
    let shown = names.prefix(3).map { $0.clipped(to: 60) }
    if names.count > 3 {
      return "\(shown.joined(separator: ", ")) \(word) \(Count.grouped(names.count - 3)) more"
    }
    return shown.count < 2
      ? shown.first ?? "" : "\(shown.dropLast().joined(separator: ", ")) \(word) \(shown[shown.count - 1])"
  }

  /// What has to be written by hand.
  private struct Needs {
    private var casts: [String] = []
    private var rebuilds: [String] = []
    private var expressions: [String] = []
    private var values: [String] = []

    mutating func add(_ column: Column, _ value: Column) {
      switch CastEffect(from: value.type, to: column.type) {
      case .none, .coercion: break
      case .cast: casts.append(column.name.clipped(to: 60))
      case .castCanFail: casts.append("\(column.name.clipped(to: 60)), can fail")
      case .castCanLose: casts.append("\(column.name.clipped(to: 60)), can lose a part")
      case .castCanFailOrLose: casts.append("\(column.name.clipped(to: 60)), can fail or round")
      case .rebuild:
        if !Assignment.fits(value.type, to: column.type) || Assignment.mixesFields(value.type, column.type) {
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

/// What BigQuery assigns without a cast.
enum Assignment {
  /// Whether a value goes into a column as it is: STRUCTs by position whatever the names, coercion of scalars outside of
  /// ARRAYs, equal types inside of them.
  static func fits(_ value: DataType, to column: DataType, isInsideArray: Bool = false) -> Bool {
    if isInsideArray { return isSame(value, column) }
    return switch (value, column) {
    case (.scalar(let one, _), .scalar(let other, _)): one == other || CastEffect.coerces(one, to: other)
    case (.range(let one), .range(let other)): one == other
    case (.structure(let fields), .structure(let others)):
      fields.count == others.count && zip(fields, others).allSatisfy { fits($0.type, to: $1.type) }
    case (.array(let one), .array(let other)): isSame(one, other)
    case (.scalar, _), (.range, _), (.structure, _), (.array, _): false
    }
  }

  private static func isSame(_ one: DataType, _ other: DataType) -> Bool {
    switch (one, other) {
    case (.scalar(let one, _), .scalar(let other, _)): one == other
    case (.range(let one), .range(let other)): one == other
    case (.structure(let fields), .structure(let others)):
      fields.count == others.count && zip(fields, others).allSatisfy { isSame($0.type, $1.type) }
    case (.array(let one), .array(let other)): isSame(one, other)
    case (.scalar, _), (.range, _), (.structure, _), (.array, _): false
    }
  }

  /// Whether fields of STRUCTs stand at other places, so that values land in fields of other names.
  static func mixesFields(_ value: DataType, _ column: DataType) -> Bool {
    guard let fields = value.fields, let others = column.fields else { return false }
    return zip(fields, others).contains { $0.foldedName != $1.foldedName || mixesFields($0.type, $1.type) }
  }
}
