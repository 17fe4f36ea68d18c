import Engines
import Schema

/// The engine, or file format, that a schema belongs to. Types are compared by its rules.
public struct Engine: Sendable, Hashable, CustomStringConvertible {
  let inner: Schema.Engine

  init(_ engine: Schema.Engine) { inner = engine }

  /// An engine from the name that users give it: `bigquery`, `postgres`, `snowflake`; nil where no engine has that name.
  public init?(_ name: String) {
    guard let engine = Schema.Engine(named: name) else { return nil }
    inner = engine
  }

  /// The name by which users give it: `bigquery`.
  public var description: String { inner.rawValue }
  /// The name in a sentence: `BigQuery`.
  public var name: String { inner.name }
}

/// Whether a column may be NULL.
public enum Mode: String, Sendable, Hashable, CaseIterable {
  case nullable = "NULLABLE"
  case required = "REQUIRED"
  /// An ARRAY on an engine that stores no NULL in its place.
  case repeated = "REPEATED"

  init(_ mode: Schema.Mode) {
    switch mode {
    case .nullable: self = .nullable
    case .required: self = .required
    case .repeated: self = .repeated
    }
  }

  var inner: Schema.Mode {
    switch self {
    case .nullable: .nullable
    case .required: .required
    case .repeated: .repeated
    }
  }
}

/// A column of a table.
public struct Column: Sendable, Hashable {
  /// The name as the export spells it.
  public let name: String
  /// The type as its engine writes it: `NUMERIC(5, 1)`, `character varying(20)`.
  public let type: String
  /// Whether it may be NULL; nil where the export does not say.
  public let mode: Mode?
  /// The default as an expression of the engine; nil where there is none or the export does not say.
  public let defaultExpression: String?
  /// The description; nil where there is none or the export does not say.
  public let description: String?

  /// A column.
  public init(
    _ name: String, _ type: String, mode: Mode? = nil, defaultExpression: String? = nil,
    description: String? = nil
  ) {
    self.name = name
    self.type = type
    self.mode = mode
    self.defaultExpression = defaultExpression
    self.description = description
  }

  init(_ column: Schema.Column, in engine: Schema.Engine) {
    self.init(
      column.name, column.foreignType ?? engine.types.text(column.type), mode: column.mode.map(Mode.init),
      defaultExpression: column.attributes.defaultExpression.value,
      description: column.attributes.description.value)
  }
}

/// A table with its columns.
public struct Table: Sendable, Hashable {
  /// The name, as far as it is known: `table`, `dataset.table` or `project.dataset.table`.
  public let name: String
  /// The top-level columns, in the table's order where the export has it, else by name.
  public let columns: [Column]
  /// The engine whose types these are.
  public let engine: Engine

  /// A table; its name's parts are divided by dots.
  public init(_ name: String, columns: [Column], engine: Engine) {
    self.name = name
    self.columns = columns
    self.engine = engine
  }

  init(_ name: TableName, _ schema: TableSchema) {
    self.init(
      name.description, columns: schema.columns.map { Column($0, in: schema.engine) },
      engine: Engine(schema.engine))
  }
}
