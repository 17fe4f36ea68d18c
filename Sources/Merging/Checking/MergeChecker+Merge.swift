import Engines
import Comparison
import GoogleSQL
import Schema
import Text

extension MergeChecker {
  /// Checks a MERGE into main.
  mutating func check(_ merge: SQLMerge) {
    let outer = common
    defer { common = outer }
    name(merge.common)
    let sources = frames(merge.source, in: [], role: .source)
    var coverage = MergeCoverage(merge)
    coverage.replaces = replaces(merge)
    coverage.carried = Set(
      sources.flatMap { source in
        source.rows.columns.filter { !$0.value.origins.isEmpty }.map(\.folded)
      })
    for source in sources {
      shape = source.rows.shape
      merged.formUnion(source.rows.tables)
      let target = SQLFrame(
        alias: merge.targetAlias?.text ?? merge.target.last, rows: mainRows(of: input.main.schema),
        role: .target)
      checkOn(merge, target, source, &coverage)
      for clause in merge.clauses {
        let scope: Scope =
          switch clause.rows {
          case .ofBoth: [[target, source]]
          case .ofSource: [[source]]
          case .ofTarget: [[target]]
          }
        if let condition = clause.condition {
          let holds = value(condition, in: scope).constant
          if holds == .boolean(false) || holds == .null { note(.neverRuns, at: condition.place) }
        }
        switch clause.action {
        case .nothing: break
        case .delete(let place): checkDelete(clause, at: place)
        case .update(let assignments) where clause.rows == .ofTarget:
          checkRest(assignments, scope, at: clause.place)
        case .update(let assignments): check(assignments, scope, source, coverage)
        case .insert(let columns, let values, let place): check(columns, values, at: place, scope, source)
        case .insertRow(let columns, let place): checkRow(columns, at: place, source)
        }
      }
      noteExtra(source, at: merge.place)
    }
    shape = nil
    checkOrder(merge.clauses)
    coverage.carried = Set(
      sources.flatMap { source in source.rows.columns.filter { !$0.value.origins.isEmpty }.map(\.folded) })
    let names = sources.map { Set($0.rows.columns.map(\.folded)) }
    coverage.sourceNames = names.dropFirst().reduce(names.first ?? []) { $0.intersection($1) }
    check(coverage, at: merge.place, isKnown: !sources.contains(where: \.rows.isUnknown))
  }

  /// Notes clauses behind one of their kind that takes all rows.
  private mutating func checkOrder(_ clauses: [SQLMerge.Clause]) {
    for rows in [SQLMerge.Rows.ofBoth, .ofSource, .ofTarget] {
      let kind = clauses.filter { $0.rows == rows }
      guard let last = kind.firstIndex(where: { $0.condition == nil }) else { continue }
      for clause in kind[(last + 1)...] { note(.neverRuns, at: clause.place) }
    }
  }

  func mainRows(of schema: TableSchema) -> SQLRows {
    SQLRows(columns: schema.columns.map { SQLRows.Cell(name: $0.name, value: SQLValue(type: $0.type)) })
  }

  mutating func noteExtra(_ source: SQLFrame, at place: SQLPlace) {
    guard let shape, !source.rows.isUnknown else { return }
    for column in input.shapes[shape].schema.columns where mainColumns[column.foldedName] == nil {
      note(.extra, at: place, column.name)
    }
  }

  // MARK: Clauses

  /// Whether no row ever matches on purpose: those of main that a condition names are deleted, and staging's inserted.
  private mutating func replaces(_ merge: SQLMerge) -> Bool {
    guard case .literal(.boolean(false)) = merge.on.kind,
      !merge.clauses.contains(where: { $0.rows == .ofBoth })
    else { return false }
    return merge.clauses.contains {
      if case .delete = $0.action { $0.rows == .ofTarget } else { false }
    }
  }

  /// Rows of main that go.
  private mutating func checkDelete(_ clause: SQLMerge.Clause, at place: SQLPlace) {
    let isOfMain = clause.rows == .ofTarget
    if clause.condition == nil {
      note(isOfMain ? .deletesRest : .deletesMatched, at: place, everywhere: true)
    } else {
      note(.deletes, at: place, detail: isOfMain ? "lacks" : "has", everywhere: true)
    }
  }

  /// What is written into rows of main that staging lacks.
  private mutating func checkRest(_ assignments: [SQLMerge.Assignment], _ scope: Scope, at place: SQLPlace) {
    var seen: Set<String> = []
    for assignment in assignments {
      guard let column = mainColumn(assignment.column, &seen) else { continue }
      note(.updatesRest, at: place, column.name, everywhere: true)
      if case .expression(let expression) = assignment.value {
        checkType(value(expression, in: scope), column, at: expression.place)
      }
    }
  }

  private mutating func check(
    _ assignments: [SQLMerge.Assignment], _ scope: Scope, _ source: SQLFrame, _ coverage: MergeCoverage
  ) {
    var seen: Set<String> = []
    for assignment in assignments {
      guard let column = mainColumn(assignment.column, &seen) else { continue }
      switch assignment.value {
      case .defaultValue: break
      case .expression(let expression):
        let value = value(expression, in: scope)
        check(value, for: column, at: expression.place, isUpdate: true)
        checkUpdate(value, of: column, at: expression.place, source, coverage)
      }
    }
  }

  /// Main's column of this name; nil, and noted, where there is none. One that is named twice is noted too.
  mutating func mainColumn(_ name: SQLName, _ seen: inout Set<String>) -> Column? {
    if !seen.insert(name.folded).inserted { note(.namedTwice, at: name.place, name.text, everywhere: true) }
    guard let column = mainColumns[name.folded] else {
      noteNotInMain(name)
      return nil
    }
    return column
  }

  private mutating func check(
    _ names: [SQLName]?, _ values: [SQLMerge.Assigned], at place: SQLPlace, _ scope: Scope, _ source: SQLFrame
  ) {
    if names == nil { note(.noColumnList, at: place, everywhere: true) }
    let names = names ?? input.main.schema.columns.map { SQLName(text: $0.name, place: place) }
    if names.count != values.count {
      let columns = Count.of(names.count, "column")
      note(
        .valueCount, at: place, detail: "\(Count.of(values.count, "value")) for \(columns)", everywhere: true)
    }
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      let column = mainColumn(name, &seen)
      guard index < values.count else { continue }
      switch values[index] {
      case .defaultValue(let place):
        if let column { checkDefault(column, at: place) }
      case .expression(let expression):
        let value = value(expression, in: scope)
        if let column { check(value, for: column, at: expression.place, isUpdate: false) }
      }
    }
  }

  private mutating func checkDefault(_ column: Column, at place: SQLPlace) {
    switch column.attributes.defaultExpression {
    case .present: break
    case .absent, .unknown:
      if column.attributes.hasDefault { break }
      if column.mode == .required { note(.requiredNull, at: place, column.name, everywhere: true) }
    }
    if stagingFits(column) { note(.dropped, at: place, column.name) }
  }

  /// INSERT ROW: all columns of the source, by position.
  private mutating func checkRow(_ names: [SQLName]?, at place: SQLPlace, _ source: SQLFrame) {
    checkPositions(names, at: place, source.rows, .insertRow)
  }

  /// Values that go into columns by their position.
  mutating func checkPositions(
    _ names: [SQLName]?, at place: SQLPlace, _ rows: SQLRows, _ kind: MergeIssue.Kind
  ) {
    if rows.isUnknown {
      note(kind, at: place, detail: "goes by position", everywhere: true)
      return
    }
    var main = input.main.schema
    if let names {
      var seen: Set<String> = []
      main.columns = names.compactMap { mainColumn($0, &seen) }
    }
    var staging = TableSchema(
      columns: rows.columns.map { cell in
        let own = shape.flatMap { shapeColumns[$0][cell.value.direct ?? cell.folded] }
        return Column(cell.name, cell.value.type, mode: own?.mode)
      })
    staging.orderIsKnown = shape.map { input.shapes[$0].schema.orderIsKnown } ?? true
    let verdict = MergeVerdict(main: main, staging: staging).insertRow
    note(kind, at: place, detail: verdict == "works." ? "works today" : String(verdict.dropLast()))
  }

  // MARK: Values

  /// Whether the tables at hand have the column, with values that main takes as they are.
  private func stagingFits(_ column: Column) -> Bool {
    guard let own = shape.flatMap({ shapeColumns[$0][column.foldedName] }) else { return false }
    return assignment.fits(own.type, to: column.type) && !assignment.mixesFields(own.type, column.type)
      && !narrows(own.type, column.type)
  }

  mutating func check(_ value: SQLValue, for column: Column, at place: SQLPlace, isUpdate: Bool) {
    if value.isRow { note(.notFollowed, at: place, detail: "a whole row as a value") }
    if value.readsTarget, !isUpdate { note(.notFollowed, at: place, detail: "a value of main in an INSERT") }
    checkType(value, column, at: place)
    if value.constant == .null { checkNull(column, at: place, isUpdate: isUpdate) }
    checkFields(value, column, path: column.name, at: place, isUpdate: isUpdate)
    if let other = otherColumn(value, than: column) {
      noteWrong(column, other, at: place)
    } else if let own = value.direct, column.mode == .required, value.constant != .null,
      shape.flatMap({ shapeColumns[$0][own] })?.mode == .nullable
    {
      note(.mayBeNull, at: place, column.name)
    }
  }

  private mutating func checkType(_ value: SQLValue, _ column: Column, at place: SQLPlace) {
    func told(_ type: DataType) -> String { type.text.clipped(to: 60) }
    let both = "\(column.name.clipped()) (\(told(column.type)), its value \(told(value.type)))"
    if !fits(value, column.type) {
      note(.type, at: place, both)
    } else if assignment.mixesFields(value.type, column.type) {
      note(.mixedFields, at: place, column.name)
    } else if !value.isCast, !value.isLiteral, value.constant != .null,
      narrows(value.type, column.type) || mayNotFit(value.type, column.type)
    {
      note(.narrowed, at: place, both)
    }
  }

  /// Whether the engine coerces values by itself and fails on some, or drops a part; BigQuery never does.
  private func mayNotFit(_ value: DataType, _ column: DataType) -> Bool {
    guard engine != .bigQuery, case .scalar(let name, let actual) = value,
      case .scalar(let other, let limits) = column, name != other
    else { return false }
    switch CastEffect(from: value, to: column, in: types) {
    case .coercionCanFail, .coercionCanLose, .coercionCanFailOrLose: return true
    case .none, .coercion, .cast, .castCanFail, .castCanLose, .castCanFailOrLose, .rebuild, .impossible:
      return !limits.isEmpty
        && ParameterFit(from: (name, actual), into: (other, limits), in: types).map { $0.overflows } ?? false
    }
  }

  private mutating func checkNull(_ column: Column, at place: SQLPlace, isUpdate: Bool) {
    if isUpdate {
      note(.nulled, at: place, column.name)
    } else if column.mode == .required {
      note(.requiredNull, at: place, column.name)
    } else if stagingFits(column) {
      note(.dropped, at: place, column.name)
    }
  }

  private mutating func noteWrong(_ column: Column, _ other: String, at place: SQLPlace) {
    note(
      .wrongColumn, at: place,
      "\(column.name.clipped()) (gets \((mainColumns[other]?.name ?? other).clipped()))")
  }

  /// Another column of main whose values go into a column, although they have a column of their own.
  private func otherColumn(_ value: SQLValue, than column: Column) -> String? {
    let name = column.foldedName
    if value.path.count == 1, let own = value.path.first, own != name, mainColumns[own] != nil { return own }
    if let direct = value.direct, direct != name, mainColumns[direct] != nil { return direct }
    guard value.readsSource, stagingFits(column), !value.origins.contains(name) else { return nil }
    return value.origins.filter { mainColumns[$0] != nil }.min()
  }

  /// Fields that are NULL in every row.
  private mutating func checkFields(
    _ value: SQLValue, _ column: Column, path: String, at place: SQLPlace, isUpdate: Bool
  ) {
    guard case .structure(let fields) = column.type else { return }
    for field in fields {
      guard let own = value.fields.first(where: { $0.name == field.foldedName })?.value else { continue }
      let name = "\(path).\(field.name)"
      if own.constant == .null {
        if isUpdate {
          note(.nulledField, at: place, name)
        } else if field.mode == .required {
          note(.requiredNull, at: place, name)
        }
      } else {
        checkFields(own, field, path: name, at: place, isUpdate: isUpdate)
      }
    }
  }

  /// Whether values may be longer or more precise than a column takes, inside of STRUCTs and ARRAYs too.
  private func narrows(_ value: DataType, _ column: DataType) -> Bool {
    switch (value, column) {
    case (.scalar(let name, let actual), .scalar(let other, let limits)):
      name == other
        && ParameterFit(from: (name, actual), into: (other, limits), in: types).map {
          $0.overflows || $0.loses
        }
          ?? false
    case (.array(let one), .array(let other)): narrows(one, other)
    case (.structure(let fields), .structure(let others)):
      zip(fields, others).contains { narrows($0.type, $1.type) }
    default: false
    }
  }

  /// What an update does besides: leave a value that staging has, or write one that staging has not.
  private mutating func checkUpdate(
    _ value: SQLValue, of column: Column, at place: SQLPlace, _ source: SQLFrame, _ coverage: MergeCoverage
  ) {
    let name = column.foldedName
    guard let own = source[name]?.value else { return }
    if !own.origins.isEmpty, value.path == [name], value.readsTarget, !value.readsSource {
      note(.insertedOnly, at: place, column.name)
    }
    checkUpdatedFields(value, own, column, path: column.name, at: place)
    if own.origins.isEmpty, own.constant != .null, value.path == [name], value.readsSource,
      coverage.carried.contains(name)
    {
      note(.constantUpdate, at: place, column.name)
    }
  }

  /// Notes fields that keep main's value although staging has one.
  private mutating func checkUpdatedFields(
    _ value: SQLValue, _ staging: SQLValue, _ column: Column, path: String, at place: SQLPlace
  ) {
    guard case .structure(let fields) = staging.type, !staging.origins.isEmpty else { return }
    for field in column.type.fields ?? [] {
      guard let own = value.fields.first(where: { $0.name == field.foldedName })?.value,
        let type = fields.first(where: { $0.foldedName == field.foldedName })?.type
      else { continue }
      let given =
        staging.fields.first { $0.name == field.foldedName }?.value
        ?? SQLValue(type: type, origins: staging.origins)
      if own.origins.isEmpty, own.constant != .null, given.constant != .null, !given.origins.isEmpty {
        note(.insertedOnly, at: place, "\(path).\(field.name)")
      }
      checkUpdatedFields(own, given, field, path: "\(path).\(field.name)", at: place)
    }
  }
}
