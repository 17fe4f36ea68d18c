import Schema

/// Compares main with one staging schema after the other. Main is prepared once.
package struct SchemaComparator: Sendable {
  private let main: TableSchema
  private let rules: [any Rule]
  private let columns: PreparedColumns

  /// A comparator for main that applies these rules.
  package init(main: TableSchema, rules: [any Rule]) {
    self.main = main
    self.rules = rules
    var position = 0
    columns = PreparedColumns(main.columns, position: &position)
  }

  /// All that the rules find, in the order of main's columns, with columns that main lacks behind.
  package func differences(to staging: TableSchema) -> [Difference] { comparison(with: staging).differences }

  /// All that the rules find, and what becomes of rows of the pair.
  package func comparison(with staging: TableSchema) -> (differences: [Difference], effects: PairEffects) {
    let load = TableLoad(main: main, staging: staging)
    var walk = Walk(
      rules: rules, load: load, engine: main.engine, sampledRecords: staging.sampledRecords,
      isMainComplete: main.isComplete,
      isStagingComplete: staging.isComplete)
    walk.compare(
      columns, staging.columns,
      FieldListPair(
        path: nil, position: nil, mainParent: nil, stagingParent: nil, main: main.columns,
        staging: staging.columns, load: load, root: nil,
        orderIsKnown: main.orderIsKnown && staging.orderIsKnown, isInsideArray: false, engine: main.engine))
    let pair = TablePair(main: main, staging: staging)
    for rule in rules { walk.differences += rule.check(pair) }
    return (walk.differences, load.effects)
  }

  /// Main's columns, or fields of one STRUCT, with their places and a way to find them by name.
  private final class PreparedColumns: Sendable {
    struct Entry {
      let column: Column
      let position: Int
      /// The fields of a STRUCT or of an ARRAY of STRUCTs.
      let fields: PreparedColumns?
    }

    let entries: [Entry]
    let numbers: [String: Int]

    /// `position` counts columns and fields depth first.
    init(_ columns: [Column], position: inout Int) {
      var entries: [Entry] = []
      for column in columns {
        let own = position
        position += 1
        let fields = column.type.fields.map { PreparedColumns($0, position: &position) }
        entries.append(Entry(column: column, position: own, fields: fields))
      }
      self.entries = entries
      numbers = Dictionary(
        entries.enumerated().map { ($1.column.foldedName, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// One walk through both schemas at once.
  private struct Walk {
    let rules: [any Rule]
    let load: TableLoad
    let engine: Engine
    let sampledRecords: Int?
    let isMainComplete: Bool
    let isStagingComplete: Bool
    var differences: [Difference] = []

    mutating func compare(
      _ main: PreparedColumns, _ staging: [Column], _ lists: FieldListPair
    ) {
      let stagingNumbers = Dictionary(
        staging.enumerated().map { ($1.foldedName, $0) }, uniquingKeysWith: { first, _ in first })
      let missing = main.entries.filter { stagingNumbers[$0.column.foldedName] == nil }.map(\.column)
      let extra = staging.filter { main.numbers[$0.foldedName] == nil }
      let hints = RenameHints(missing: missing, extra: extra)
      let isShared = missing.count + staging.count(where: \.isRespelled) < main.entries.count

      for entry in main.entries {
        let path = path(entry.column.name, in: lists.path)
        let other = stagingNumbers[entry.column.foldedName].map { staging[$0] }
        apply(
          ColumnPair(
            path: path, position: entry.position, main: entry.column, staging: other,
            isField: lists.path != nil,
            isInsideArray: lists.isInsideArray,
            renameHint: other == nil ? hints.ofMissing[entry.column.foldedName] : nil, engine: engine,
            sampledRecords: sampledRecords, load: load, root: lists.root, isListShared: isShared,
            mayBeUntold: lists.path == nil && !isStagingComplete))
        guard let other, let fields = entry.fields, let otherFields = other.type.fields,
          entry.column.type.isArray == other.type.isArray
        else { continue }
        compare(
          fields, otherFields,
          FieldListPair(
            path: path, position: entry.position, mainParent: entry.column, stagingParent: other,
            main: entry.column.type.fields ?? [], staging: otherFields, load: load,
            root: lists.root ?? entry.column, orderIsKnown: sampledRecords == nil,
            isInsideArray: lists.isInsideArray || other.type.isArray, engine: engine))
      }
      for column in extra {
        apply(
          ColumnPair(
            path: path(column.name, in: lists.path), position: nil, main: nil, staging: column,
            isField: lists.path != nil, isInsideArray: lists.isInsideArray,
            renameHint: hints.ofExtra[column.foldedName], engine: engine, sampledRecords: sampledRecords,
            load: load, root: lists.root, isListShared: isShared,
            mayBeUntold: lists.path == nil && !isMainComplete))
      }
      for rule in rules { differences += rule.check(lists) }
    }

    private mutating func apply(_ pair: ColumnPair) {
      for rule in rules { differences += rule.check(pair) }
    }

    private func path(_ name: String, in parent: String?) -> String {
      parent.map { "\($0).\(name)" } ?? name
    }
  }
}

extension ComparedAudit {
  /// The shapes that differ from main by rules that are on by default, whatever the configuration leaves out: indices
  /// into `shapes`.
  package var driftingShapes: [Int] {
    let comparator = SchemaComparator(main: main.schema, rules: Rules.all.filter(\.isOnByDefault))
    return schemas.indices.filter { !comparator.differences(to: schemas[$0]).isEmpty }
  }
}
