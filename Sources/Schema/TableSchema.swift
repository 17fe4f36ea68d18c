/// The schema of one table as far as an export tells; equal schemas have one shape.
package struct TableSchema: Hashable, Sendable {
  /// Top-level columns, in the table's order where that is known, else by name.
  package var columns: [Column]
  /// False where the export does not tell in which order the columns stand (COLUMN_FIELD_PATHS rows without
  /// ordinal_position).
  package var orderIsKnown: Bool
  /// How the table is partitioned.
  package var partitioning: Fact<Partitioning>
  /// The names of the clustering columns in order; empty is `absent`.
  package var clustering: Fact<[String]>
  /// Whose types these are.
  package var engine: Engine
  /// False where the table may have more columns than these: what a project declares need not be all.
  package var isComplete = true
  /// How many sample records tell the columns; nil where it is a schema.
  package var sampledRecords: Int?

  /// A schema; what is not named is unknown.
  package init(
    columns: [Column], orderIsKnown: Bool = true, partitioning: Fact<Partitioning> = .unknown,
    clustering: Fact<[String]> = .unknown, in engine: Engine
  ) {
    self.columns = columns
    self.orderIsKnown = orderIsKnown
    self.partitioning = partitioning
    self.clustering = clustering
    self.engine = engine
  }
}

/// How a table is partitioned, as far as an export tells.
package struct Partitioning: Hashable, Sendable {
  /// The partitioning column; nil for ingestion time.
  package var column: String?
  /// `DAY`, `HOUR`, `MONTH`, `YEAR`, or `RANGE(start, end, interval)`; nil where the export does not tell.
  package var granularity: String?
  /// Whether every query needs a filter on the partitioning column; nil where the export does not tell.
  package var requiresFilter: Bool?

  /// Partitioning; parts that are not named are unknown.
  package init(column: String?, granularity: String? = nil, requiresFilter: Bool? = nil) {
    self.column = column
    self.granularity = granularity
    self.requiresFilter = requiresFilter
  }
}

/// A table: its name and its schema.
package struct Table: Hashable, Sendable {
  /// The table's name.
  package var name: TableName
  /// The table's schema.
  package var schema: TableSchema

  /// A table from its parts.
  package init(name: TableName, schema: TableSchema) {
    self.name = name
    self.schema = schema
  }
}
