import Schema
import Text

/// ALTER TABLE as BigQuery takes it.
///
/// Source: BigQuery, "Data definition language (DDL) statements" and "Modifying table schemas": which types SET DATA TYPE
/// takes, that DROP NOT NULL and DROP DEFAULT fail where there is nothing to drop, that a column is added NULLABLE and
/// without a default. That SET DATA TYPE takes no NOT NULL is ZetaSQL's word.
extension BigQueryDialect: AlterDialect {
  package var addsFields: Bool { false }
  package var setsNotNull: Bool { false }
  package var setsCollation: Bool { false }
  package var convertsInPlace: Bool { false }
  package var conversionTakesQueries: Bool { true }
  package var altersInTransaction: Bool { false }

  package func widening(from: DataType, to: DataType) -> Widening {
    guard case .scalar(let name, let actual) = from, case .scalar(let other, let limits) = to else {
      return .none
    }
    switch (name, other) {
    case ("INT64", "FLOAT64"), ("NUMERIC", "FLOAT64"): return .losingDigits
    case ("INT64", "NUMERIC"), ("INT64", "BIGNUMERIC"), ("NUMERIC", "BIGNUMERIC"), ("NUMERIC", "NUMERIC"),
      ("BIGNUMERIC", "BIGNUMERIC"), ("STRING", "STRING"), ("BYTES", "BYTES"):
      let fit = ParameterFit(from: (name, actual), into: (other, limits), in: engine.types)
      return fit.map { $0.overflows || $0.loses ? .none : .whole } ?? .none
    default: return .none
    }
  }

  package func conversion(from: DataType, to: DataType) -> AlterConversion {
    switch widening(from: from, to: to) {
    case .none: .none
    case .whole, .losingDigits: .byItself
    }
  }

  package func obstacle(toTypeOf column: Column, isInsideArray: Bool) -> AlterObstacle? {
    if isInsideArray { return .insideArray }
    return column.mode == .required || Self.hasRequiredField(column.type) ? .required : nil
  }

  private static func hasRequiredField(_ type: DataType) -> Bool {
    (type.fields ?? []).contains { $0.mode == .required || hasRequiredField($0.type) }
  }

  // MARK: Statements

  package func statements(_ steps: [RepairStep], of table: AlteredTable) -> [String] {
    var guarded: [String] = []
    var (added, types, defaults, options): ([String], [String], [String], [String]) = ([], [], [], [])
    var (rewrites, dropped): ([String], [String]) = ([], [])
    for step in steps {
      switch step {
      case .dropNotNull(let name):
        let action = "ALTER COLUMN \(identifier(name)) DROP NOT NULL"
        guarded.append(ifColumn(name, "is_nullable = 'NO'", of: table, alter(table.path, [action])))
      case .addColumn(let column, _):
        added.append("ADD COLUMN IF NOT EXISTS \(definition(column, named: column.name))")
      case .setType(let column, _):
        types.append("ALTER COLUMN \(identifier(column.name)) SET DATA TYPE \(schemaText(column))")
      case .rewrite(let rewrite): rewrites += swap(rewrite, of: table)
      case .setDefault(let name, let text?): defaults.append(defaultAction(name, text))
      case .setDefault(let name, nil):
        let condition = "column_default IS NOT NULL\n    AND column_default != 'NULL'"
        dropped.append(ifColumn(name, condition, of: table, alter(table.path, [defaultAction(name, nil)])))
      case .setRoundingMode(let name, let text): options.append(option("rounding_mode", text, of: name))
      case .setDescription(let name, let text): options.append(option("description", text, of: name))
      // BigQuery has neither.
      case .addField, .setNotNull: break
      }
    }
    let plain = { (actions: [String]) in actions.isEmpty ? [] : [alter(table.path, actions)] }
    return guarded + plain(added) + plain(types) + rewrites + plain(defaults) + dropped + plain(options)
  }

  package func loop(_ steps: [RepairStep], over tables: [AlteredTable]) -> String? {
    let isPlain = steps.allSatisfy { step in
      switch step {
      case .addColumn, .setType, .setRoundingMode, .setDescription: true
      // A text of several lines would not be found again among the lines of a statement.
      case .setDefault(_, let text): text?.contains("\n") == false
      case .dropNotNull, .addField, .rewrite, .setNotNull: false
      }
    }
    guard isPlain, let first = tables.first else { return nil }
    let blank = AlteredTable(name: first.name, path: "", everyRow: "")
    let bodies = statements(steps, of: blank).map { statement in
      let actions = statement.dropFirst("ALTER TABLE ".count).dropLast(";\n".count).split(separator: "\n")
      let lines = actions.map { "    || \(string(" " + $0.drop { $0 == " " }))" }
      return "  EXECUTE IMMEDIATE 'ALTER TABLE ' || altered.path\n\(lines.joined(separator: "\n"));\n"
    }
    let paths = tables.map { "    \(string($0.path))" }.joined(separator: ",\n")
    return
      "FOR altered IN (\n  SELECT path FROM UNNEST([\n\(paths)\n  ]) AS path\n) DO\n\(bodies.joined())END FOR;\n"
  }

  // MARK: Parts

  /// A statement that runs only where a column is as a condition says.
  private func ifColumn(_ name: String, _ condition: String, of table: AlteredTable, _ statement: String)
    -> String
  {
    let view =
      ([table.name.project, table.name.dataset].compactMap(\.self).map(GoogleSQLIdentifier.quoted)
      + ["INFORMATION_SCHEMA", "COLUMNS"]).joined(separator: ".")
    let body = statement.split(separator: "\n").map { "  \($0)\n" }.joined()
    return """
      IF EXISTS (
        SELECT 1
        FROM \(view)
        WHERE table_name = \(string(table.name.table))
          AND column_name = \(string(name))
          AND \(condition)
      ) THEN
      \(body)END IF;

      """
  }

  /// A column as ADD COLUMN takes it.
  private func definition(_ column: Column, named name: String) -> String {
    let options = [
      column.attributes.roundingMode.value.map { "rounding_mode = \(string($0))" },
      column.attributes.description.value.map { "description = \(string($0))" },
    ].compactMap(\.self)
    let tail = options.isEmpty ? "" : " OPTIONS (\(options.joined(separator: ", ")))"
    return "\(identifier(name)) \(schemaText(column))\(tail)"
  }

  /// A type with the collations of its texts, and NOT NULL of its fields.
  private func schemaText(_ column: Column) -> String {
    schemaText(column.type, column.attributes.collation.value)
  }

  private func schemaText(_ type: DataType, _ collation: String?) -> String {
    switch type {
    case .structure(let fields):
      let list = fields.map { field in
        "\(identifier(field.name)) \(schemaText(field))\(field.mode == .required ? " NOT NULL" : "")"
      }
      return "STRUCT<\(list.joined(separator: ", "))>"
    case .array(let element): return "ARRAY<\(schemaText(element, collation))>"
    case .scalar("STRING", _): return type.text + (collation.map { " COLLATE \(string($0))" } ?? "")
    case .scalar, .range, .map, .unknown: return type.text
    }
  }

  private func option(_ option: String, _ text: String?, of name: String) -> String {
    "ALTER COLUMN \(identifier(name)) SET OPTIONS (\(option) = \(text.map(string) ?? "NULL"))"
  }

  /// A new column that takes the place of an old one. What is interrupted can be run again from its beginning.
  private func swap(_ rewrite: ColumnRewrite, of table: AlteredTable) -> [String] {
    guard let names = rewrite.names else { return [] }
    let (name, new, old) = (identifier(rewrite.column.name), identifier(names.new), identifier(names.old))
    let drop = alter(table.path, ["DROP COLUMN IF EXISTS \(old)"])
    var swap = [
      alter(table.path, ["ADD COLUMN IF NOT EXISTS \(definition(rewrite.result, named: names.new))"]),
      "UPDATE \(table.path) SET \(new) = \(rewrite.value) WHERE \(table.everyRow);\n",
    ]
    if let check = rewrite.check {
      let message =
        "\(rewrite.column.name.clipped()) of \(table.name.table.clipped(to: 120)) holds values that are no "
        + "\(rewrite.result.type.text.clipped(to: 60)): it stays as it is"
      swap.append(
        "ASSERT (\n  SELECT COUNTIF(\(check))\n  FROM \(table.path)\n  WHERE \(table.everyRow)\n) = 0 AS \(string(message));\n"
      )
    }
    swap.append(alter(table.path, ["RENAME COLUMN \(name) TO \(old)", "RENAME COLUMN \(new) TO \(name)"]))
    if rewrite.column.type.text == rewrite.result.type.text {
      // Nothing in the view tells whether this was done before; the old column is left only by a run that was interrupted.
      return [drop] + swap + [drop]
    }
    let condition = "data_type != \(string(rewrite.result.type.text))"
    return [ifColumn(rewrite.column.name, condition, of: table, swap.joined()), drop]
  }
}
