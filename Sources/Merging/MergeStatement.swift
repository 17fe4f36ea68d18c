import Engines
import Schema

/// The MERGE itself, and what tells it which of main's partitions it looks at.
package struct MergeStatement: Sendable {
  private let plan: MergePlan
  private let rows: MergeRows
  private var dialect: any SQLDialect { plan.dialect }

  /// Where the rows come from.
  enum From {
    case query(MergeRows.Chunk)
    case table(String)
  }

  package init(_ plan: MergePlan, _ rows: MergeRows) {
    self.plan = plan
    self.rows = rows
  }

  private var target: String { plan.names.target }
  private var source: String { plan.names.source }
  private var row: String { plan.names.row }

  /// The statement, with a newline at its end.
  func text(from: From) -> String {
    var text = "MERGE INTO \(dialect.path(plan.main.name)) AS \(target)\nUSING (\n"
    text += newest(from: from)
    text += "\n) AS \(source)\nON \(conditions.joined(separator: "\n  AND "))\n"
    let assignments = updates
    if !assignments.isEmpty {
      text += "WHEN MATCHED THEN UPDATE SET\n  \(assignments.joined(separator: ",\n  "))\n"
    }
    let written = plan.columns.filter(\.isInserted)
    let names = written.map { dialect.identifier($0.column.name) }
    text += "WHEN NOT MATCHED THEN INSERT (\n  \(names.joined(separator: ",\n  "))\n)"
    // The number of a key is staging's, or its row would not be found again.
    if written.contains(where: \.column.takesNoValue) { text += " OVERRIDING SYSTEM VALUE" }
    text += " VALUES (\n  \(written.map(inserted).joined(separator: ",\n  "))\n);\n"
    return text
  }

  // MARK: One row for each key

  private func newest(from: From) -> String {
    let rowsText: String
    switch from {
    case .table(let name): rowsText = "\(name) AS \(row)"
    case .query(let chunk): rowsText = "(\n\(rows.query(chunk, indentation: "    "))\n  ) AS \(row)"
    }
    var order = plan.orders.enumerated().map { index, order in
      let value =
        order.bySource == nil
        ? order.expression.qualified(by: row, among: mainColumns, dialect)
        : "\(row).\(MergeRows.orderName(index, plan))"
      return "\(value) \(dialect.descending)"
    }
    if rows.hasShapes { order.append("\(row).\(plan.names.shape)") }
    // Rows that agree in this too are the same in everything that is written.
    order.append(dialect.rowText(row))
    return dialect.first(
      in: FirstRows(
        from: rowsText, alias: row, condition: namedPartitions(row), keys: plan.keys.map { key($0, row) },
        order: order, number: plan.names.number))
  }

  private var mainColumns: [String: Column] { plan.main.schema.columns.byFoldedName }

  private func key(_ key: MergePlan.Key, _ alias: String) -> String {
    let sql = key.expression.qualified(by: alias, among: mainColumns, dialect)
    return key.isComparedAsText ? "TO_JSON_STRING(\(sql))" : sql
  }

  // MARK: ON

  private var conditions: [String] {
    let partitions = partitionCondition.map { [$0] } ?? []
    return partitions
      + plan.keys.map { key in
        let (one, other) = (self.key(key, target), self.key(key, source))
        // The text of NULL is a text.
        if key.isNeverNull || key.isComparedAsText { return "\(one) = \(other)" }
        return "(\(one) = \(other) OR (\(one) IS NULL AND \(other) IS NULL))"
      }
  }

  /// The condition on main's partitions; nil where all are looked at.
  package var partitionCondition: String? {
    switch plan.partitions {
    case .all: return nil
    case .named: return namedPartitions(target)
    case .ingested(let days): return "\(target)._PARTITIONDATE IN (\(days.joined(separator: ", ")))"
    case .ofRows(let partitioned):
      let column = "\(target).\(dialect.identifier(partitioned.column.name))"
      let (first, last) = (plan.names.first, plan.names.last)
      let condition =
        partitioned.isOneValue
        ? "\(column) IN UNNEST(\(plan.names.partitions))"
        : partitioned.unit == nil
          ? "\(column) BETWEEN \(first) AND \(last)" : "\(column) >= \(first) AND \(column) < \(last)"
      if partitioned.canBeNull { return "(\(condition) OR \(column) IS NULL)" }
      return partitioned.isOneValue ? condition : "(\(condition))"
    }
  }

  /// The condition on an alias where the user named partitions; nil where they did not.
  private func namedPartitions(_ alias: String) -> String? {
    guard case .named(let partitioned, let literals) = plan.partitions else { return nil }
    let column = "\(alias).\(dialect.identifier(partitioned.column.name))"
    guard !partitioned.isOneValue, let unit = partitioned.unit else {
      return "\(column) IN (\(literals.joined(separator: ", ")))"
    }
    let ranges = literals.map { literal in
      "\(column) >= \(Self.beginning(literal, partitioned.type, unit)) AND \(column) < "
        + Self.end(literal, partitioned.type, unit)
    }
    return "(\(ranges.joined(separator: " OR ")))"
  }

  /// The first value of the partition in which a value lies.
  private static func beginning(_ value: String, _ type: String, _ unit: String) -> String {
    "\(type)_TRUNC(\(value), \(unit))"
  }

  /// The first value of the partition behind it.
  private static func end(_ value: String, _ type: String, _ unit: String) -> String {
    let first = beginning(value, type, unit)
    // TIMESTAMP_ADD takes no months.
    if type == "TIMESTAMP", ["MONTH", "YEAR"].contains(unit) {
      return "TIMESTAMP(DATE_ADD(DATE(\(first)), INTERVAL 1 \(unit)))"
    }
    return "\(type)_ADD(\(first), INTERVAL 1 \(unit))"
  }

  // MARK: Partitions of the rows

  /// Whether the rows have to be there before the statement can say which partitions it looks at.
  var needsPartitionsOfRows: Bool {
    if case .ofRows = plan.partitions { return true }
    return false
  }

  /// The variables, a statement each.
  var declarations: [String] {
    guard case .ofRows(let partitioned) = plan.partitions else { return [] }
    if partitioned.isOneValue { return ["DECLARE \(plan.names.partitions) ARRAY<DATE>;\n"] }
    return [plan.names.first, plan.names.last].map { "DECLARE \($0) \(partitioned.type);\n" }
  }

  /// What gives the variables their values.
  var assignments: [String] {
    guard case .ofRows(let partitioned) = plan.partitions else { return [] }
    let column = "\(row).\(dialect.identifier(partitioned.column.name))"
    let from = "FROM \(dialect.identifier(plan.names.rows)) AS \(row)"
    func set(_ name: String, _ value: String) -> String {
      "SET \(name) = (\n  SELECT \(value)\n  \(from)\n);\n"
    }
    if partitioned.isOneValue {
      return [set(plan.names.partitions, "ARRAY_AGG(DISTINCT \(column) IGNORE NULLS)")]
    }
    guard let unit = partitioned.unit else {
      return [set(plan.names.first, "MIN(\(column))"), set(plan.names.last, "MAX(\(column))")]
    }
    return [
      set(plan.names.first, Self.beginning("MIN(\(column))", partitioned.type, unit)),
      set(plan.names.last, Self.end("MAX(\(column))", partitioned.type, unit)),
    ]
  }

  // MARK: Values

  private var updates: [String] {
    let values = plan.columns.filter(\.isUpdated).map { planned in
      "\(dialect.identifier(planned.column.name)) = \(updated(planned))"
    }
    return values + plan.set.map { "\(dialect.identifier($0.column.name)) = \($0.sql)" }
  }

  /// Staging's value, or main's own where the row's table has none.
  private func updated(_ planned: MergePlan.PlannedColumn) -> String {
    let name = dialect.identifier(planned.column.name)
    let (new, old) = ("\(source).\(name)", "\(target).\(name)")
    var shapes: [(sql: String, numbers: [Int])] = []
    for (index, origin) in planned.sources.enumerated() {
      let sql: String
      switch origin {
      case .missing, .filled: sql = old
      case .staging(let value):
        sql = value.gaps.isEmpty ? new : filled(new, old, planned.column.type.fields ?? [], value.gaps)
      }
      if let known = shapes.firstIndex(where: { $0.sql == sql }) {
        shapes[known].numbers.append(index + 1)
      } else {
        shapes.append((sql, [index + 1]))
      }
    }
    guard shapes.count > 1 else { return shapes.first?.sql ?? new }
    func isOne(of numbers: [Int]) -> String {
      let shape = "\(source).\(plan.names.shape)"
      return numbers.count == 1
        ? "\(shape) = \(numbers[0])" : "\(shape) IN (\(numbers.map(String.init).joined(separator: ", ")))"
    }
    if shapes.count == 2 {
      return dialect.choice(isOne(of: shapes[0].numbers), shapes[0].sql, else: shapes[1].sql)
    }
    let cases = shapes.dropLast().map { "WHEN \(isOne(of: $0.numbers)) THEN \($0.sql)" }
    return "CASE \(cases.joined(separator: " ")) ELSE \(shapes.last?.sql ?? new) END"
  }

  /// Staging's STRUCT with main's own values in the fields that staging lacks.
  private func filled(_ new: String, _ old: String, _ fields: [Column], _ gaps: FieldGaps) -> String {
    let parts = fields.map { field in
      let name = dialect.identifier(field.name)
      if gaps.whole.contains(field.foldedName) { return (name: field.name, value: "\(old).\(name)") }
      if let within = gaps.within[field.foldedName] {
        let value = filled("\(new).\(name)", "\(old).\(name)", field.type.fields ?? [], within)
        return (name: field.name, value: value)
      }
      return (name: field.name, value: "\(new).\(name)")
    }
    return dialect.choice("\(new) IS NULL", "NULL", else: dialect.structure(parts))
  }

  /// Staging's value, or main's default where the row's table has none.
  private func inserted(_ planned: MergePlan.PlannedColumn) -> String {
    let new = "\(source).\(dialect.identifier(planned.column.name))"
    let missing = planned.sources.indices.filter { planned.sources[$0] == .missing }
    guard !missing.isEmpty, planned.column.attributes.hasDefault else { return new }
    if missing.count == planned.sources.count { return "DEFAULT" }
    guard let expression = planned.column.attributes.defaultExpression.value else { return new }
    let numbers = missing.map { String($0 + 1) }.joined(separator: ", ")
    return dialect.choice(
      "\(source).\(plan.names.shape) IN (\(numbers))",
      dialect.cast("(\(expression))", to: planned.column.type, isSafe: false), else: new)
  }
}
