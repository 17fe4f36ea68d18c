import Comparison
import Engines
import Merging
import Schema
import Settings

/// The value of a column in another type, for writing the column anew.
struct RewrittenValue {
  /// An expression over the column.
  let sql: String
  /// A condition over the column and the new one, for a value that did not arrive whole; nil where the expression fails.
  let check: String?

  /// - Parameter new: The new column's name; nil where the engine converts a column in its place.
  /// - Returns: nil where there is no such expression, or only one that loses a part of every value.
  init?(_ column: Column, as type: DataType, _ dialect: some AlterDialect, beside new: String?) {
    let name = dialect.identifier(column.name)
    if let new, case .scalar = column.type, case .scalar = type {
      let types = dialect.engine.types
      // What is longer than the new column takes is refused as it is written.
      sql = dialect.cast(name, to: type, isSafe: true)
      var fault = "\(dialect.identifier(new)) IS NULL"
      if Self.canLose(column.type, type, types) {
        let back = dialect.cast(dialect.identifier(new), to: column.type, isSafe: true)
        if CastEffect(from: type, to: column.type, in: types) == .impossible { return nil }
        // IS DISTINCT FROM is not defined for FLOAT64.
        fault = "(\(fault) OR COALESCE(\(back) != \(name), TRUE))"
      }
      check = "\(name) IS NOT NULL AND \(fault)"
      return
    }
    check = nil
    if !dialect.conversionTakesQueries, column.type.isArray || type.isArray {
      let element = CastEffect(from: column.type.element, to: type.element, in: dialect.engine.types)
      if Self.canLose(column.type.element, type.element, dialect.engine.types) || element == .impossible {
        return nil
      }
      sql = dialect.fitted(name, to: type, isSafe: false)
      return
    }
    let shape = MergeRefusal.ShapeName(id: "", tableCount: 1, example: column.name)
    let conversion = ValueConversion(dialect: dialect, onLossy: .error, shape: shape)
    do throws(ValueConversion.Failure) {
      sql = try conversion.value(name, from: column.type, to: type, path: column.name).sql
    } catch {
      return nil
    }
  }

  private static func canLose(_ from: DataType, _ to: DataType, _ types: any TypeSystem) -> Bool {
    switch CastEffect(from: from, to: to, in: types) {
    case .coercionCanLose, .coercionCanFailOrLose, .castCanLose, .castCanFailOrLose,
      .coercion(losesDigits: true):
      return true
    case .none, .coercion, .coercionCanFail, .cast, .castCanFail, .rebuild, .impossible:
      guard case .scalar(let name, let actual) = from, case .scalar(let other, let limits) = to,
        !limits.isEmpty
      else {
        return false
      }
      return ParameterFit(from: (name, actual), into: (other, limits), in: types)?.loses ?? true
    }
  }
}
