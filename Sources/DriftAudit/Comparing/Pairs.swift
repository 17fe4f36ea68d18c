/// One column path, as main and staging have it; at least one side is there.
public struct ColumnPair: Sendable {
  /// In main's spelling, or staging's where main lacks the column.
  public let path: String
  /// The place of the path in main, counting fields depth first from 0; nil where main lacks it.
  public let position: Int?
  /// Main's column, or nil.
  public let main: Column?
  /// Staging's column, or nil.
  public let staging: Column?
  /// Whether this is a field of a STRUCT (or of an ARRAY of STRUCTs) that both sides have.
  public let isField: Bool
  /// Whether the path lies anywhere inside of an ARRAY, where BigQuery coerces nothing.
  public let isInsideArray: Bool
  /// Of one-sided columns: the column of the other side that it was probably renamed from or to.
  public let renameHint: String?
  /// Main's engine, in whose words and by whose rules the pair is judged.
  public let engine: Engine
  /// How many sample records tell staging's side; nil where it is a schema.
  public let sampledRecords: Int?
  /// Whether the side that lacks the column may have it all the same, since its export need not tell all columns.
  public let mayBeUntold: Bool

  /// The engine's types.
  var types: any TypeSystem { engine.types }
  /// The words in which consequences are told.
  var words: EngineWords { engine.types.words }
  /// Main's side as reports show it.
  var mainSide: ColumnSide? { main.map { ColumnSide($0, in: engine) } }
  /// Staging's side as reports show it.
  var stagingSide: ColumnSide? { staging.map { ColumnSide($0, in: engine) } }

  /// A difference of this pair.
  func difference(
    _ rule: RuleID, _ severity: Severity, _ consequence: String, hint: String? = nil
  ) -> Difference {
    Difference(
      rule: rule, severity: severity, column: path, position: position, main: mainSide, staging: stagingSide,
      consequence: consequence, hint: hint)
  }
}

/// The list of top-level columns, or of fields of one STRUCT, where both sides have it.
public struct FieldListPair: Sendable {
  /// The STRUCT's path in main's spelling; nil for the top level.
  public let path: String?
  /// The place of the path in main; nil for the top level.
  public let position: Int?
  /// Main's column that holds the fields; nil for the top level.
  public let mainParent: Column?
  /// Staging's column that holds the fields; nil for the top level.
  public let stagingParent: Column?
  /// Main's columns or fields.
  public let main: [Column]
  /// Staging's columns or fields.
  public let staging: [Column]
  /// Whether both exports tell the order.
  public let orderIsKnown: Bool
  /// Whether the fields lie anywhere inside of an ARRAY, where BigQuery coerces nothing.
  public let isInsideArray: Bool
  /// Main's engine, in whose words and by whose rules the pair is judged.
  public let engine: Engine
}

/// Both tables as a whole.
public struct TablePair: Sendable {
  /// Main.
  public let main: TableSchema
  /// Staging.
  public let staging: TableSchema
}
