import Comparison
import Schema

/// What is merged: main, and the staging tables with their schemas.
package struct MergeInput: Sendable {
  /// Main.
  package var main: Table
  /// The shapes in the audit's order.
  var shapes: [Shape]
  /// Staging tables that could not be read.
  var unreadable: [TableName]
  /// How many staging tables are counted and not named.
  var unnamed = 0

  /// One shape with its tables.
  package struct Shape: Sendable {
    /// `s1`.
    var id: String
    /// The schema in main's engine.
    var schema: TableSchema
    /// Sorted by name.
    var tables: [TableName]

    /// A shape from its parts.
    init(id: String, schema: TableSchema, tables: [TableName]) {
      self.id = id
      self.schema = schema
      self.tables = tables
    }
  }

  /// An input from its parts.
  package init(main: Table, shapes: [Shape], unreadable: [TableName] = []) {
    self.main = main
    self.shapes = shapes
    self.unreadable = unreadable
  }

  /// The tables of an audit.
  package init(_ audit: ComparedAudit) {
    main = audit.main
    unreadable = []
    shapes = zip(audit.shapes, audit.schemas).map { Shape(id: $0.id, schema: $1, tables: []) }
    unnamed = audit.tables.tableCount - audit.tables.count
    for row in audit.tables {
      if let shape = row.shape { shapes[shape].tables.append(row.name) } else { unreadable.append(row.name) }
    }
  }
}
