@testable import Comparison
@testable import Engines
@testable import Schema

/// Schemas written as GoogleSQL, and what the rules say of them.
enum Comparing {
  /// Columns from the text that would stand in CREATE TABLE. What is not NOT NULL is NULLABLE; attributes that are not
  /// written are unknown.
  static func columns(_ text: String) throws -> [Column] {
    func told(_ column: Column) -> Column {
      var column = column
      column.type = told(column.type)
      column.mode = column.mode ?? .nullable
      return column
    }
    func told(_ type: DataType) -> DataType {
      switch type {
      case .structure(let fields): .structure(fields.map(told))
      case .array(let element): .array(told(element))
      case .scalar, .range, .map, .unknown: type
      }
    }
    return (try GoogleSQLTypeParser.parse("STRUCT<\(text)>").fields ?? []).map(told)
  }

  static func schema(_ text: String) throws -> TableSchema { TableSchema(columns: try columns(text)) }

  /// What rules find between two tables of these columns: all rules where none is named.
  static func differences(
    _ main: String, _ staging: String, rules: RuleID...
  ) throws -> [Difference] {
    differences(try schema(main), try schema(staging), rules: rules)
  }

  static func differences(_ main: TableSchema, _ staging: TableSchema, rules: [RuleID] = []) -> [Difference] {
    let chosen = Rules.all.filter { rules.isEmpty || rules.contains($0.id) }
    return SchemaComparator(main: main, rules: chosen)
      .differences(to: SchemaTranslation(staging, to: main).schema)
  }

  /// Findings in a line each: `error missing-column a.b`.
  static func lines(_ differences: [Difference]) -> [String] {
    differences.map { "\($0.severity.rawValue) \($0.rule) \($0.column ?? "(table)")" }
  }

  static func int(_ name: String, mode: Mode? = .nullable) -> Column {
    Column(name, .scalar("INT64", parameters: []), mode: mode)
  }

  static func string(
    _ name: String, mode: Mode? = .nullable, _ attributes: Column.Attributes = Column.Attributes()
  ) -> Column {
    Column(name, .scalar("STRING", parameters: []), mode: mode, attributes: attributes)
  }
}
