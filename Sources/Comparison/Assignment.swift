import Engines
import Schema

/// What an engine assigns without a cast, where columns are named.
package struct Assignment {
  private let engine: Engine

  /// The assignments of an engine.
  package init(_ engine: Engine) { self.engine = engine }

  /// Whether a value goes into a column as it is: coercion of scalars outside of ARRAYs, equal types inside of them unless
  /// the engine coerces there too, STRUCTs as the engine assigns them.
  package func fits(_ value: DataType, to column: DataType) -> Bool {
    ColumnLoad(of: value, in: column, .name, engine).fits
  }

  /// Whether values land in fields of other names.
  package func mixesFields(_ value: DataType, _ column: DataType) -> Bool {
    ColumnLoad(of: value, in: column, .name, engine).effect == .wrongValues
  }
}
