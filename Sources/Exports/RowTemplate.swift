/// A row that has been understood, as bytes around the name of its table.
///
/// Rows of one shape's tables differ in nothing else. A row that has the same bytes before and behind another name has the
/// same record, and needs no parsing, if that name is plain: then no byte of it ends the string or begins an escape, so
/// that all tokens but this one string are the same.
struct RowTemplate {
  /// From the row's brace to the quote in front of the name.
  let before: UnsafeRawBufferPointer
  /// From the quote behind the name to the row's brace.
  let after: UnsafeRawBufferPointer
  /// Project and dataset, as they stand in front of the name in the bytes of a table.
  let scope: UnsafeRawBufferPointer
  /// The record that the row has.
  let record: UInt32
  /// The form that read it.
  let form: Int32
  /// The only file in which rows have that record; -1 where all have.
  let file: Int32
  /// The templates of the rows that came behind such a row last; -1 where there is none.
  var next: Int32 = -1
  var other: Int32 = -1
  /// The template before it among those that begin alike behind the name.
  var sibling: Int32 = -1

  /// Bytes by which templates are looked up: those behind the name.
  static let lookupLength = 64
  /// The longest row that is kept.
  static let longestRow = 1 << 14

  /// Whether a byte stands for itself inside of a JSON string and is a character by itself.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
