/// What is merged: main, and the staging tables with their schemas.
public struct MergeInput: Sendable {
  /// Main.
  public var main: Table
  /// The shapes in the audit's order.
  public var shapes: [Shape]
  /// Staging tables that could not be read.
  public var unreadable: [TableName]
  /// How many staging tables are counted and not named.
  public var unnamed = 0

  /// One shape with its tables.
  public struct Shape: Sendable {
    /// `s1`.
    public var id: String
    /// The schema in main's engine.
    public var schema: TableSchema
    /// Sorted by name.
    public var tables: [TableName]

    /// A shape from its parts.
    public init(id: String, schema: TableSchema, tables: [TableName]) {
      self.id = id
      self.schema = schema
      self.tables = tables
    }
  }

  /// An input from its parts.
  public init(main: Table, shapes: [Shape], unreadable: [TableName] = []) {
    self.main = main
    self.shapes = shapes
    self.unreadable = unreadable
  }

  /// The tables of an audit.
  public init(_ audit: ComparedAudit) {
    main = audit.main
    unreadable = []
    shapes = zip(audit.shapes, audit.schemas).map { Shape(id: $0.id, schema: $1, tables: []) }
    unnamed = audit.tables.tableCount - audit.tables.count
    for row in audit.tables {
      if let shape = row.shape { shapes[shape].tables.append(row.name) } else { unreadable.append(row.name) }
    }
  }
}
