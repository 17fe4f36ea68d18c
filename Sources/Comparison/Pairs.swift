import Engines
import Schema

/// One column path, as main and staging have it; at least one side is there.
package struct ColumnPair: Sendable {
  /// In main's spelling, or staging's where main lacks the column.
  package let path: String
  /// The place of the path in main, counting fields depth first from 0; nil where main lacks it.
  package let position: Int?
  /// Main's column, or nil.
  package let main: Column?
  /// Staging's column, or nil.
  package let staging: Column?
  /// Whether this is a field of a STRUCT (or of an ARRAY of STRUCTs) that both sides have.
  package let isField: Bool
  /// Whether the path lies anywhere inside of an ARRAY, where BigQuery coerces nothing.
  package let isInsideArray: Bool
  /// Of one-sided columns: the column of the other side that it was probably renamed from or to.
  package let renameHint: String?
  /// Main's engine, in whose words and by whose rules the pair is judged.
  package let engine: Engine
  /// How many sample records tell staging's side; nil where it is a schema.
  package let sampledRecords: Int?
  /// What becomes of rows of the whole table.
  package let load: TableLoad
  /// Main's top-level column that the field is in; nil of a column that is no field.
  package let root: Column?
  /// Whether the list of fields that this one is in has a name in common with the other side's.
  package let isListShared: Bool
  /// Whether the side that lacks the column may have it all the same, since its export need not tell all columns.
  package let mayBeUntold: Bool

  /// The engine's types.
  package var types: any TypeSystem { engine.types }
  /// How the engine takes rows.
  package var loading: LoadingRules { engine.types.loading }
  /// The words in which consequences are told.
  package var words: EngineWords { engine.types.words }
  /// Main's side as reports show it.
  package var mainSide: ColumnSide? { main.map { ColumnSide($0, in: engine) } }
  /// Staging's side as reports show it.
  package var stagingSide: ColumnSide? { staging.map { ColumnSide($0, in: engine) } }

  /// What becomes of values of one type in a column of another, on each way.
  package func typeLoads(_ staging: DataType, _ main: DataType) -> (position: ColumnLoad, name: ColumnLoad) {
    func load(_ way: Way) -> ColumnLoad {
      ColumnLoad(of: staging, in: main, way, engine, isInsideArray: isInsideArray)
    }
    return (load(.position), load(.name))
  }

  /// A difference of this pair.
  package func difference(
    _ rule: RuleID, _ severity: Severity, _ effects: Effects, _ consequence: String, hint: String? = nil
  ) -> Difference {
    Difference(
      rule: rule, severity: severity, column: path, position: position, main: mainSide, staging: stagingSide,
      effects: effects, consequence: consequence, hint: hint)
  }
}

/// The list of top-level columns, or of fields of one STRUCT, where both sides have it.
package struct FieldListPair: Sendable {
  /// The STRUCT's path in main's spelling; nil for the top level.
  package let path: String?
  /// The place of the path in main; nil for the top level.
  package let position: Int?
  /// Main's column that holds the fields; nil for the top level.
  package let mainParent: Column?
  /// Staging's column that holds the fields; nil for the top level.
  package let stagingParent: Column?
  /// Main's columns or fields.
  package let main: [Column]
  /// Staging's columns or fields.
  package let staging: [Column]
  /// What becomes of rows of the whole table.
  package let load: TableLoad
  /// Main's top-level column that the fields are in; nil for the top level.
  package let root: Column?
  /// Whether both exports tell the order.
  package let orderIsKnown: Bool
  /// Whether the fields lie anywhere inside of an ARRAY, where BigQuery coerces nothing.
  package let isInsideArray: Bool
  /// Main's engine, in whose words and by whose rules the pair is judged.
  package let engine: Engine
}

/// Both tables as a whole.
package struct TablePair: Sendable {
  /// Main.
  package let main: TableSchema
  /// Staging.
  package let staging: TableSchema
}
