import Schema

/// One thing that is done to a table. Names are those of the altered table.
package enum RepairStep: Hashable, Sendable {
  case dropNotNull(String)
  /// A column behind the others. With an expression, rows that are there get its value; NULL else.
  case addColumn(Column, filledWith: String?)
  /// A field behind the others of a STRUCT, which is found by the names above it; `element` is what an ARRAY holds.
  case addField(parents: [String], Column)
  /// A type that takes every value of the one before, or another collation.
  case setType(Column, from: DataType)
  case rewrite(ColumnRewrite)
  /// The default as an expression; nil for none.
  case setDefault(String, String?)
  case setRoundingMode(String, String?)
  case setDescription(String, String?)
  /// Fails where a row has NULL.
  case setNotNull(String)

  /// The name of `addField` for what an ARRAY holds.
  package static let element = "element"
}

/// A column that gets another type with its values written anew.
package struct ColumnRewrite: Hashable, Sendable {
  /// The column as it is.
  package let column: Column
  /// The column as it is afterwards.
  package let result: Column
  /// The new value, an expression over the column.
  package let value: String
  /// Where the value is NULL of what does not convert: a condition over both columns that holds for a value that did
  /// not arrive whole. Nil where `value` fails by itself.
  package let check: String?
  /// The names that the new and the old column have for a while; nil where the engine converts a column in its place.
  package let names: Names?

  package struct Names: Hashable, Sendable {
    package let new: String
    package let old: String

    /// Both names.
    package init(new: String, old: String) {
      self.new = new
      self.old = old
    }
  }

  /// A rewrite from its parts.
  package init(column: Column, result: Column, value: String, check: String?, names: Names?) {
    self.column = column
    self.result = result
    self.value = value
    self.check = check
    self.names = names
  }
}
