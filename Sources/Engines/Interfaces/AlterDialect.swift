import Schema

/// How one engine alters tables.
package protocol AlterDialect: SQLDialect {
  /// Whether an ALTER adds a field to a STRUCT that is there.
  var addsFields: Bool { get }
  /// Whether an ALTER makes a column REQUIRED, where no row has NULL.
  var setsNotNull: Bool { get }
  /// Whether an ALTER changes the collation of a column.
  var setsCollation: Bool { get }
  /// Whether an ALTER converts the values of a column by an expression, in its place.
  var convertsInPlace: Bool { get }
  /// Whether that expression may hold a query.
  var conversionTakesQueries: Bool { get }
  /// A default of the type before, for a column that is converted in its place.
  func converted(default text: String, to type: DataType) -> String
  /// Whether ALTERs stand in a transaction.
  var altersInTransaction: Bool { get }

  /// What an ALTER does to the values of one scalar type that becomes another.
  func widening(from: DataType, to: DataType) -> Widening
  /// How an ALTER makes values of one scalar type into those of another, whatever becomes of them.
  func conversion(from: DataType, to: DataType) -> AlterConversion
  /// Why no ALTER changes a column's type; nil where one does.
  func obstacle(toTypeOf column: Column, isInsideArray: Bool) -> AlterObstacle?

  /// The statements of all steps but `setNotNull`, in an order in which they can run, each with a newline at its end.
  func statements(_ steps: [RepairStep], of table: AlteredTable) -> [String]
  /// Statements for all tables with the same steps at once; nil where these steps, or the engine, have none.
  func loop(_ steps: [RepairStep], over tables: [AlteredTable]) -> String?
  /// What stands at the end of a script, since it fails where a row has NULL.
  func notNull(_ name: String, of table: AlteredTable) -> String
}

/// Why no ALTER changes a column's type.
package enum AlterObstacle: Sendable {
  /// It is a part of an ARRAY's elements.
  case insideArray
  /// The column, or a field of it, is REQUIRED.
  case required
}

/// What an ALTER does to the values of a type.
package enum Widening: Sendable {
  /// It is refused, or may fail.
  case none
  /// Every value stays.
  case whole
  /// Numbers keep 15 to 17 digits.
  case losingDigits
}

/// How an ALTER makes values of one type into those of another.
package enum AlterConversion: Hashable, Sendable {
  /// None does.
  case none
  /// By the type's name alone.
  case byItself
  /// With an expression, in USING.
  case byExpression
}

/// A table that is altered.
package struct AlteredTable: Sendable {
  package let name: TableName
  /// The name as it stands in a statement.
  package let path: String
  /// A condition that is true for every row, and that names the partitioning column where the table needs that.
  package let everyRow: String

  /// A table from its parts.
  package init(name: TableName, path: String, everyRow: String) {
    self.name = name
    self.path = path
    self.everyRow = everyRow
  }
}

extension AlterDialect {
  package func loop(_ steps: [RepairStep], over tables: [AlteredTable]) -> String? { nil }

  package func converted(default text: String, to type: DataType) -> String { text }

  package func notNull(_ name: String, of table: AlteredTable) -> String {
    alter(table.path, ["ALTER COLUMN \(identifier(name)) SET NOT NULL"])
  }

  /// One ALTER TABLE with all actions.
  package func alter(_ path: String, _ actions: [String]) -> String {
    actions.count == 1
      ? "ALTER TABLE \(path) \(actions[0]);\n"
      : "ALTER TABLE \(path)\n\(actions.map { "  \($0)" }.joined(separator: ",\n"));\n"
  }

  /// A default as SET takes it, or DROP for none.
  package func defaultAction(_ name: String, _ expression: String?) -> String {
    "ALTER COLUMN \(identifier(name)) \(expression.map { "SET DEFAULT \($0)" } ?? "DROP DEFAULT")"
  }

  /// A description, where the engine keeps it by COMMENT ON.
  package func comment(on name: String, _ text: String?, of table: AlteredTable) -> String {
    "COMMENT ON COLUMN \(table.path).\(identifier(name)) IS \(text.map(string) ?? "NULL");\n"
  }

  /// What becomes of the values where the engine assigns the one type to the other.
  package func assignedWidening(from: DataType, to: DataType) -> Widening {
    guard case .scalar(let name, let actual) = from, case .scalar(let other, let limits) = to,
      let fit = ParameterFit(from: (name, actual), into: (other, limits), in: engine.types)
    else { return .none }
    if name != other, engine.types.effect(name, other) != .coercion { return .none }
    return fit.overflows || fit.loses ? .none : .whole
  }
}
