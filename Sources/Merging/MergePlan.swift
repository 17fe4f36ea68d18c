import Engines
import Schema

/// A merge that is safe for the schemas that are there: where each value of main comes from, shape by shape.
package struct MergePlan: Sendable {
  /// Whose statements are written.
  package let dialect: any SQLDialect
  /// Main.
  package let main: Table
  /// The staging tables, those of one shape together, in the audit's order of shapes.
  package let shapes: [Shape]
  /// Main's columns in their order.
  package let columns: [PlannedColumn]
  /// The columns that rows of staging have.
  var staged: [PlannedColumn] { columns.filter { $0.isLeft != .generated } }
  /// The parts of the key.
  package let keys: [Key]
  /// By what the newest row of a key is found.
  package let orders: [Order]
  /// What an update sets besides: the column, and the expression over T and S.
  package let set: [(column: Column, sql: String)]
  /// Which of main's partitions are looked at.
  package let partitions: PartitionRule
  /// Names of aliases, helper columns and variables that no column has.
  package let names: MergeNames

  /// A value from its parts.
  package init(
    dialect: any SQLDialect, main: Table, shapes: [Shape], columns: [PlannedColumn], keys: [Key],
    orders: [Order], set: [(column: Column, sql: String)], partitions: PartitionRule, names: MergeNames
  ) {
    self.dialect = dialect
    self.main = main
    self.shapes = shapes
    self.columns = columns
    self.keys = keys
    self.orders = orders
    self.set = set
    self.partitions = partitions
    self.names = names
  }

  /// One shape with its tables.
  package struct Shape: Sendable {
    let name: MergeRefusal.ShapeName
    package let schema: TableSchema
    /// Its columns by lower-case name.
    let columns: [String: Column]
    /// Sorted by name.
    let tables: [TableName]
    /// What INSERT ROW would do, with a full stop.
    let insertRow: String
    /// Columns that main lacks.
    package let extra: [String]
  }

  /// One column of main.
  package struct PlannedColumn: Sendable {
    package let column: Column
    /// One for each shape.
    package let sources: [Source]
    /// Why an update leaves the column as it is although staging has it; nil where it does not.
    var isLeft: Left?

    /// A value from its parts.
    package init(column: Column, sources: [Source], isLeft: Left? = nil) {
      self.column = column
      self.sources = sources
      self.isLeft = isLeft
    }

    /// `generated` is a column that main fills itself: nothing is written into it, and no row carries it.
    package enum Left: Hashable, Sendable { case key, kept, set, generated }

    /// Whether a shape has the column.
    var isInStaging: Bool {
      sources.contains { if case .staging = $0 { true } else { false } }
    }

    /// Whether a new row's column is written; what main computes of a key it computes by itself.
    var isInserted: Bool { isLeft != .generated && !column.isComputed }

    /// Whether a matched row's column is written.
    var isUpdated: Bool { isInStaging && isLeft == nil }
  }

  /// Where a shape's rows have a column's value from.
  package enum Source: Hashable, Sendable {
    case staging(ConvertedValue)
    /// The user's expression.
    case filled(String)
    /// NULL, or main's default.
    case missing
  }

  /// A part of the key.
  package struct Key: Sendable {
    package let expression: MergeExpression
    /// Main's columns that it reads, by the names by which they are matched.
    package let columns: [String]
    /// Whether NULL never meets NULL: the column is REQUIRED, or the expression cannot be NULL.
    let isNeverNull: Bool
    /// Whether it is compared as text, since BigQuery groups no FLOAT64.
    let isComparedAsText: Bool
  }

  /// Something by which rows of one key are ordered.
  package struct Order: Sendable {
    let expression: MergeExpression
    /// One expression over the staging row for each shape, where it reads columns that main lacks; nil else.
    let bySource: [String]?
    /// Shapes that lack what it reads.
    let missing: [Int]
  }

  /// Which of main's partitions are looked at.
  package enum PartitionRule: Sendable, Equatable {
    /// All.
    case all
    /// Those that the user named: literals of the partitioning column.
    case named(Partitioned, [String])
    /// Those that staging rows name.
    case ofRows(Partitioned)
    /// Those of a table partitioned by the time of ingestion, which the user named.
    case ingested([String])
  }

  /// A partitioning column.
  package struct Partitioned: Sendable, Equatable {
    package let column: Column
    /// DATE, DATETIME, TIMESTAMP or INT64.
    package let type: String
    /// HOUR, DAY, MONTH or YEAR; nil for ranges of integers.
    let unit: String?
    /// Whether rows without a value may be there.
    package let canBeNull: Bool
    /// Whether the key tells the partition, so that no row with that key can stand in another one.
    let isInKey: Bool

    /// Whether each partition is one value.
    var isOneValue: Bool { type == "DATE" && unit == "DAY" }
  }
}

/// Names in the statement that no column of any table has, so that nothing hides anything.
package struct MergeNames: Sendable {
  let target: String
  let source: String
  let row: String
  let shape: String
  let order: String
  let number: String
  let rows: String
  let partitions: String
  let first: String
  let last: String

  /// Names beside columns of these lower-case names.
  init(beside taken: Set<String>) {
    func free(_ name: String) -> String {
      var name = name
      while taken.contains(name.lowercased()) { name += "_" }
      return name
    }
    target = free("T")
    source = free("S")
    row = free("R")
    shape = free("driftaudit_shape")
    order = free("driftaudit_order")
    number = free("driftaudit_number")
    rows = free("driftaudit_rows")
    partitions = free("driftaudit_partitions")
    first = free("driftaudit_first")
    last = free("driftaudit_last")
  }
}
