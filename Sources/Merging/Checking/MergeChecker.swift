import Comparison
import Engines
import GoogleSQL
import Schema
import Text

/// Goes through a script as its engine would, BigQuery or PostgreSQL, with the columns of the exports in place of rows, and notes what becomes of
/// each column.
struct MergeChecker {
  let input: MergeInput
  /// Main's columns by lower-case name.
  let mainColumns: [String: Column]
  /// Lower-case names of columns that an update leaves as they are on purpose; `*` for all.
  let kept: Set<String>
  let engine: Engine
  let types: any TypeSystem
  let assignment: Assignment
  /// Each shape's columns by lower-case name.
  let shapeColumns: [[String: Column]]
  /// The shape of each staging table.
  let shapeOfTable: [TableName: Int]
  /// The staging tables by the last part of their names.
  private let tablesByLast: [Substring: [TableName]]

  /// Whether the one staging table that is read stands for all of them.
  private(set) var isStandIn: Bool
  private(set) var issues: [MergeIssue] = []
  /// The same, for finding one.
  private var noted: Set<MergeIssue> = []
  /// Tables that the script makes, by the name it gives them.
  var made: [String: [SQLRows]] = [:]
  /// What WITH names, in lower case.
  var common: [String: [SQLRows]] = [:]
  /// Where rows of main were deleted that an INSERT is to bring back.
  var deletion: SQLPlace?
  /// Where a transaction was begun that is not over.
  private(set) var begun: SQLPlace?
  /// Variables of the script, and whether they have a value.
  private(set) var variables: [String: Bool] = [:]
  /// The shape whose rows are looked at; nil for rows of none.
  var shape: Int?
  /// Staging tables whose rows reach main.
  var merged: Set<TableName> = []
  var mergesIntoMain = 0

  init(_ input: MergeInput, kept: [String], isStandIn: Bool) {
    let input = input.inAnyCase
    self.input = input
    engine = Self.engine(of: input)
    types = engine.types
    assignment = Assignment(engine)
    self.kept = Set(kept.map(NameFolding.ascii.key))
    self.isStandIn = isStandIn
    mainColumns = input.main.schema.columns.byFoldedName
    shapeColumns = input.shapes.map { $0.schema.columns.byFoldedName }
    shapeOfTable = Dictionary(
      input.shapes.enumerated().flatMap { index, shape in shape.tables.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    tablesByLast = Dictionary(grouping: shapeOfTable.keys) { SQLTableName.last(of: $0) }
  }

  /// Whose statements are read: PostgreSQL's for its tables, else BigQuery's.
  static func engine(of input: MergeInput) -> Engine {
    input.main.schema.engine == .postgreSQL ? .postgreSQL : .bigQuery
  }

  /// The staging tables that a name can mean, sorted.
  func stagingTables(named name: SQLTableName) -> [TableName] {
    (tablesByLast[Substring(name.last)] ?? []).filter(name.names).sorted()
  }

  mutating func note(
    _ kind: MergeIssue.Kind, at place: SQLPlace, _ subject: String = "", detail: String = "",
    everywhere: Bool = false
  ) {
    let issue = MergeIssue(
      kind: kind, place: place, subject: subject, detail: detail, shape: everywhere ? nil : shape)
    if noted.insert(issue).inserted { issues.append(issue) }
  }

  // MARK: Statements

  mutating func run(_ statements: [SQLStatement]) {
    let targets = statements.compactMap { if case .merge(let merge) = $0 { merge } else { nil } }
    let hasMain = targets.contains { $0.target.names(input.main.name) }
    for statement in statements {
      shape = nil
      switch statement {
      case .declare(let names, let hasValue): for name in names { variables[name.folded] = hasValue }
      case .set(let name, let value): set(name, value)
      case .begin(let place): begun = place
      case .commit(let place):
        if begun == nil { note(.notFollowed, at: place, detail: "COMMIT without BEGIN") }
        begun = nil
      case .createTable(let table, let query): create(table, query)
      case .insert(let table, let columns, let query):
        if table.names(input.main.name), made[table.text] == nil {
          insertIntoMain(table, columns, query)
        } else {
          insert(table, columns, query)
        }
      case .delete(let table, let alias, let condition, let place): delete(table, alias, condition, at: place)
      case .merge(let merge): run(merge, hasMain: hasMain)
      case .drop(let table): drop(table)
      case .query: break
      }
    }
    if let begun { note(.notCommitted, at: begun) }
  }

  private mutating func set(_ name: SQLName, _ value: SQLExpression) {
    if variables[name.folded] == nil {
      note(.notFollowed, at: name.place, detail: "a variable that is not declared")
    }
    let value = self.value(value, in: [])
    variables[name.folded] = value.constant != .null
  }

  /// Whether a table is one of those that are audited, main included.
  func isAudited(_ table: SQLTableName) -> Bool {
    table.names(input.main.name) || !stagingTables(named: table).isEmpty
  }

  private mutating func create(_ table: SQLTableName, _ query: SQLQuery) {
    if isAudited(table), table.parts.count > 1 || table.names(input.main.name) {
      note(.notFollowed, at: table.place, detail: "a statement that makes an audited table anew")
    }
    made[table.text] = rows(query, in: [])
  }

  private mutating func drop(_ table: SQLTableName) {
    let isStillNeeded = table.names(input.main.name) || mergesIntoMain == 0 && isAudited(table)
    if isStillNeeded {
      note(.notFollowed, at: table.place, detail: "a table that is dropped before it is merged")
    }
    made[table.text] = nil
  }

  private mutating func insert(_ table: SQLTableName, _ columns: [SQLName]?, _ query: SQLQuery) {
    guard let existing = made[table.text], let first = existing.first else {
      note(.notFollowed, at: table.place, detail: "an INSERT into a table that the script does not make")
      return
    }
    let names = columns ?? first.columns.map { SQLName(text: $0.name, place: table.place) }
    let known = Set(first.columns.map(\.folded))
    for name in names where !known.contains(name.folded) && !first.isUnknown {
      note(.notInSource, at: name.place, name.text)
    }
    var added = rows(query, in: [])
    for index in added.indices where !added[index].isUnknown {
      shape = added[index].shape
      let given = added[index].columns
      guard given.count == names.count else {
        note(.unionCount, at: table.place, detail: "\(given.count) values for \(names.count) columns")
        added[index].isUnknown = true
        continue
      }
      for (name, value) in zip(names, given) where !value.name.isEmpty && value.folded != name.folded {
        note(.unionPosition, at: table.place, "\(value.name.clipped()) under \(name.text.clipped())")
      }
      let byName = Dictionary(
        zip(names, given).map { ($0.folded, $1) }, uniquingKeysWith: { first, _ in first })
      added[index].columns = first.columns.map { column in
        SQLRows.Cell(name: column.name, value: byName[column.folded]?.value ?? .null)
      }
    }
    shape = nil
    for index in added.indices { (added[index].oneRowFor, added[index].isGrouped) = (nil, false) }
    made[table.text] = joined(existing + added, at: table.place)
  }

  private mutating func run(_ merge: SQLMerge, hasMain: Bool) {
    guard merge.target.names(input.main.name) else {
      let name = merge.target.text.clipped(to: 200)
      if hasMain, !isAudited(merge.target), made[merge.target.text] == nil {
        note(.otherMerge, at: merge.place, name)
      } else {
        note(.notFollowed, at: merge.place, detail: "a MERGE into \(name), which is not main")
      }
      return
    }
    mergesIntoMain += 1
    check(merge)
  }

  /// Notes what only the whole script tells.
  mutating func finish(faults: [SQLSyntaxError], at place: SQLPlace = SQLPlace()) {
    shape = nil
    for fault in faults { note(.notUnderstood, at: fault.place, detail: fault.message) }
    if mergesIntoMain == 0, faults.isEmpty, !issues.contains(where: { $0.level == .unknown }) {
      note(
        .notUnderstood, at: place,
        detail: "there is no MERGE into \(input.main.name.description.clipped(to: 200))")
    }
    if let deletion {
      note(.notFollowed, at: deletion, detail: "a DELETE of rows of main that nothing inserts anew")
    }
    guard mergesIntoMain > 0, !issues.contains(where: { $0.kind == .unknownTable }) else { return }
    let left = shapeOfTable.keys.filter { !merged.contains($0) }.sorted()
    if let first = left.first {
      let all = Count.of(left.count, "staging table")
      note(
        .notRead, at: place,
        "\(all)\(left.count == 1 ? "" : ", such as") \(first.description.clipped(to: 200))")
    }
  }

  /// The staging table that is read, where it is the only one and others are there.
  var onlyTable: TableName? { merged.count == 1 && shapeOfTable.count > 1 ? merged.first : nil }
}
