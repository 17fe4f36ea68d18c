/// How one engine writes names, types and values. Adding a dialect is one file.
protocol SQLDialect: Sendable {
  /// The engine whose statements these are.
  var engine: Engine { get }
  /// A name as it stands in a statement, quoted where it has to be.
  func identifier(_ name: String) -> String
  /// A table's name as it stands in a statement, as fully as it is known.
  func path(_ table: TableName) -> String
  /// A type as it stands in a CAST: without lengths, precisions and scales.
  func type(_ type: DataType) -> String
  /// A text as a literal.
  func string(_ text: String) -> String
  /// The value in another type; with `isSafe`, NULL where it does not convert.
  func cast(_ value: String, to type: DataType, isSafe: Bool) -> String
  /// The value in a type of limited length or precision; it fails where the value is too long.
  func fitted(_ value: String, to type: DataType, isSafe: Bool) -> String
  /// A value that fails with a message, whatever type is wanted in its place.
  func failure(_ message: String) -> String
}

extension SQLDialect {
  /// NULL of a type.
  func null(of type: DataType) -> String { cast("NULL", to: type, isSafe: false) }
}
