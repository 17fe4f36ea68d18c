import Comparison
import Engines
import GoogleSQL
import Schema
import Settings
import Text

extension MergePlan {
  /// Plans a merge into main by statements of the settings' dialect.
  ///
  /// - Throws: `MergeRefusal` with every reason why no statement would be safe.
  package init(_ input: MergeInput, _ settings: MergeSettings) throws(MergeRefusal) {
    let engine = settings.dialect ?? input.main.schema.engine
    var planner = MergePlanner(input, settings, dialect: engine.sqlDialect ?? BigQueryDialect())
    self = try planner.plan()
  }
}

/// Makes a plan, gathering every reason against it.
package struct MergePlanner {
  package let input: MergeInput
  let settings: MergeSettings
  let dialect: any SQLDialect
  /// Main's columns by the names by which they are matched.
  package let mainColumns: [String: Column]
  package let names: MergeNames
  package var reasons: [MergeRefusal.Reason] = []

  package init(_ input: MergeInput, _ settings: MergeSettings, dialect: any SQLDialect) {
    self.input = input
    self.settings = settings
    self.dialect = dialect
    mainColumns = input.main.schema.columns.byFoldedName
    names = MergeNames(
      beside: Set(
        (input.main.schema.columns + input.shapes.flatMap(\.schema.columns)).map { $0.name.lowercased() }))
  }

  mutating func plan() throws(MergeRefusal) -> MergePlan {
    checkTables()
    let fills = assignments(settings.fill, "--fill")
    let sets = assignments(settings.set, "--set")
    let kept = Set(settings.keep.compactMap { column($0, "--keep")?.foldedName })
    let keys = keys()
    // What comes now would only say the same again of tables that are not understood.
    if !reasons.isEmpty { throw MergeRefusal(reasons: reasons) }
    let keyColumns = Set(keys.flatMap(\.columns))
    let shapes = shapes()
    var columns: [MergePlan.PlannedColumn] = []
    for column in input.main.schema.columns {
      let sources = shapes.map { shape in
        source(
          of: column, in: shape, fill: fills[column.foldedName], isKey: keyColumns.contains(column.foldedName)
        )
      }
      var planned = MergePlan.PlannedColumn(column: column, sources: sources)
      if column.takesNoValue, !keyColumns.contains(column.foldedName) {
        planned.isLeft = .generated
        refuse(sets[column.foldedName], "--set", for: column)
        refuse(fills[column.foldedName], "--fill", for: column)
      } else if sets[column.foldedName] != nil {
        planned.isLeft = .set
      } else if keyColumns.contains(column.foldedName) {
        planned.isLeft = .key
      } else if kept.contains(column.foldedName) {
        planned.isLeft = .kept
      }
      checkNumbers(planned, shapes)
      columns.append(planned)
    }
    let orders = orders(shapes)
    let partitions = partitions(keys, columns)
    let assigned = input.main.schema.columns.compactMap { column in
      sets[column.foldedName].map { (column, $0.qualified(by: names.target, among: mainColumns, dialect)) }
    }
    if !reasons.isEmpty { throw MergeRefusal(reasons: reasons) }
    return MergePlan(
      dialect: dialect, main: input.main, shapes: shapes, columns: columns, keys: keys, orders: orders,
      set: assigned,
      partitions: partitions, names: names)
  }

  // MARK: Tables

  package mutating func checkTables() {
    check(input.main.schema, named: input.main.name.description)
    if let first = input.unreadable.first {
      reasons.append(.unreadable(count: input.unreadable.count, example: first.description))
    }
    if input.unnamed > 0 { reasons.append(.unnamed(count: input.unnamed)) }
    if input.shapes.allSatisfy(\.tables.isEmpty), input.unreadable.isEmpty { reasons.append(.noTables) }
    for shape in input.shapes {
      let name = Self.name(of: shape)
      check(shape.schema, named: name.example)
      if shape.schema.partitioning.value?.requiresFilter == true {
        reasons.append(.stagingNeedsFilter(shape: name))
      }
    }
  }

  private mutating func check(_ schema: TableSchema, named table: String) {
    let isForeign = schema.columns.contains { $0.foreignType != nil }
    if schema.engine != dialect.engine || isForeign {
      let engine = isForeign ? "another engine" : schema.engine.name
      reasons.append(.otherEngine(table: table, engine: engine, dialect: dialect.engine.name))
      return
    }
    if !schema.isComplete || schema.sampledRecords != nil { reasons.append(.incomplete(table: table)) }
    if let clash = ColumnNames.clash(schema.columns) {
      reasons.append(.ambiguousNames(table: table, message: clash.message))
    }
    for column in schema.columns { check(column.type, path: column.name, table: table) }
  }

  private mutating func check(_ type: DataType, path: String, table: String) {
    switch type {
    case .unknown: reasons.append(.unknownType(column: path, table: table))
    case .scalar, .range: break
    case .map(let key, let value):
      check(key, path: path, table: table)
      check(value, path: path, table: table)
    case .array(let element): check(element, path: path, table: table)
    case .structure(let fields):
      if let clash = ColumnNames.clash(fields) {
        reasons.append(.ambiguousNames(table: table, message: "in \(path.clipped()), \(clash.message)"))
      }
      for field in fields { check(field.type, path: "\(path).\(field.name)", table: table) }
    }
  }

  static func name(of shape: MergeInput.Shape) -> MergeRefusal.ShapeName {
    MergeRefusal.ShapeName(
      id: shape.id, tableCount: shape.tables.count, example: shape.tables.first?.description ?? shape.id)
  }

  package func shapes() -> [MergePlan.Shape] {
    input.shapes.map { shape in
      MergePlan.Shape(
        name: Self.name(of: shape), schema: shape.schema,
        columns: shape.schema.columns.byFoldedName, tables: shape.tables,
        insertRow: MergeVerdict(main: input.main.schema, staging: shape.schema).insertRow,
        extra: shape.schema.columns.filter { mainColumns[$0.foldedName] == nil }.map(\.name))
    }
  }

  // MARK: Settings

  private mutating func column(_ name: String, _ setting: String) -> Column? {
    if let column = mainColumns.named(name) { return column }
    reasons.append(unknown(name, setting))
    return nil
  }

  private func unknown(_ name: String, _ setting: String) -> MergeRefusal.Reason {
    .unknownColumn(
      setting: setting, name: name,
      nearest: NearestName.find(name.clipped(to: 400), among: input.main.schema.columns.map(\.name)))
  }

  private mutating func assignments(_ assignments: [MergeSettings.Assignment], _ setting: String)
    -> [String: MergeExpression]
  {
    var found: [String: MergeExpression] = [:]
    for assignment in assignments {
      guard let column = column(assignment.column, setting),
        let expression = expression(assignment.expression, setting)
      else { continue }
      if found.updateValue(expression, forKey: column.foldedName) != nil {
        reasons.append(
          .badExpression(setting: setting, text: column.name, message: "the column is named twice"))
      }
    }
    return found
  }

  /// An expression of the user's; a name that is a column's is that column, whatever characters it has.
  private mutating func expression(_ text: String, _ setting: String) -> MergeExpression? {
    if let column = mainColumns.named(text) { return MergeExpression(column: column.name, dialect) }
    do throws(MergeExpressionError) {
      return try MergeExpression(text, dialect.lexicon)
    } catch {
      reasons.append(.badExpression(setting: setting, text: text, message: error.message))
      return nil
    }
  }

  /// The parts of the key. What stands against one goes into `reasons`.
  package mutating func keys() -> [MergePlan.Key] {
    if settings.keys.isEmpty { reasons.append(.noKey) }
    var keys: [MergePlan.Key] = []
    for text in settings.keys {
      guard let expression = expression(text, "--key") else { continue }
      let strangers = expression.strangers(among: mainColumns)
      reasons += strangers.map { unknown($0, "--key") }
      let columns = expression.columns(among: mainColumns)
      if columns.isEmpty, strangers.isEmpty {
        reasons.append(.badExpression(setting: "--key", text: text, message: "it reads no column of main"))
      }
      let read = columns.compactMap { mainColumns[$0] }
      if expression.onlyName != nil, let column = read.first, !isComparable(column.type) {
        reasons.append(
          .keyCannotBeCompared(
            key: text, type: dialect.engine.types.text(column.type), engine: dialect.engine.name))
      }
      keys.append(
        MergePlan.Key(
          expression: expression, columns: columns,
          isNeverNull: expression.isNeverNull || expression.onlyName != nil && read.first?.mode == .required,
          isComparedAsText: read.contains { $0.type == .scalar("FLOAT64", parameters: []) }))
    }
    return keys
  }

  /// Source: GoogleSQL "Data type properties": what can be ordered, grouped and compared.
  private func isComparable(_ type: DataType) -> Bool {
    switch type {
    case .scalar(let name, _): !dialect.incomparable.contains(name)
    case .range: true
    case .structure, .array, .map, .unknown: false
    }
  }

  private mutating func orders(_ shapes: [MergePlan.Shape]) -> [MergePlan.Order] {
    var orders: [MergePlan.Order] = []
    for text in settings.orderBy {
      let known = shapes.map(\.columns)
      let all = known.reduce(mainColumns) { $0.merging($1) { first, _ in first } }
      guard
        let expression = all.named(text).map({ MergeExpression(column: $0.name, dialect) })
          ?? expression(text, "--order-by")
      else { continue }
      if expression.endsWithDirection {
        reasons.append(.cannotOrder(text: text, why: "the most comes first: leave the direction out"))
        continue
      }
      let columns = expression.columns(among: all)
      let missing = shapes.indices.filter { index in columns.contains { known[index][$0] == nil } }
      if !expression.strangers(among: all).isEmpty || columns.isEmpty {
        reasons.append(.cannotOrder(text: text, why: "it reads no column of main or staging"))
      } else if missing.count == shapes.count {
        reasons.append(.cannotOrder(text: text, why: "no staging table has all that it reads"))
      } else if let only = expression.onlyName.flatMap({ all.named($0) }), !isOrderable(only.type) {
        reasons.append(.cannotOrder(text: text, why: "values of that type have no order"))
      } else {
        let isInMain = columns.allSatisfy { mainColumns[$0] != nil }
        let bySource = isInMain ? nil : helper(expression, known, missing: missing)
        orders.append(MergePlan.Order(expression: expression, bySource: bySource, missing: missing))
      }
    }
    return orders
  }

  /// An expression over columns that main lacks, shape by shape, of one type everywhere.
  private mutating func helper(_ expression: MergeExpression, _ known: [[String: Column]], missing: [Int])
    -> [String]
  {
    let types = expression.onlyName.map { name in known.compactMap { $0.named(name)?.type } } ?? []
    if Set(types.map(dialect.type)).count > 1 {
      reasons.append(.cannotOrder(text: expression.text, why: "it has not one type in all staging tables"))
    }
    if types.isEmpty, !missing.isEmpty {
      reasons.append(.cannotOrder(text: expression.text, why: "not all staging tables have what it reads"))
    }
    return known.indices.map { index in
      if missing.contains(index) { return types.first.map(dialect.null) ?? "NULL" }
      return expression.qualified(by: names.source, among: known[index], dialect)
    }
  }

  private func isOrderable(_ type: DataType) -> Bool {
    if case .scalar(let name, _) = type { return !dialect.incomparable.contains(name) }
    return false
  }
}
