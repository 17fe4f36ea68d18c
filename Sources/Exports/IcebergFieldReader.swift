import Engines
import JSONInput
import Schema
import Text

/// Reads a schema as Iceberg writes it.
///
/// Source: Iceberg specification, "Appendix C: JSON serialization". A list's elements and a map's values may be required or
/// not, which is no column's mode and is not compared.
struct IcebergFieldReader {
  private static let deepest = 64

  /// Whether a value is a schema: a struct whose fields have ids, and say whether they are required.
  static func isSchema(_ value: JSONValue) -> Bool {
    guard value.isObject, value.member("type")?.equals("struct") ?? false,
      let fields = value.member("fields"), fields.isArray
    else { return false }
    // One without fields is known by its id.
    if value.member("schema-id") != nil { return true }
    return fields.elements.contains { $0.member("id")?.integer != nil && $0.member("required") != nil }
  }

  /// The columns of a schema.
  ///
  /// - Throws: `RecordFault` with a path that begins with `path`.
  func columns(_ schema: JSONValue, path: String) throws(RecordFault) -> [Column] {
    guard let fields = schema.member("fields"), fields.isArray else {
      throw RecordFault(message: "a schema that has no list of fields", path: path)
    }
    return try columns(of: fields, path: path + "/fields", depth: 0)
  }

  private func columns(of fields: JSONValue, path: String, depth: Int) throws(RecordFault) -> [Column] {
    var columns: [Column] = []
    for (index, field) in fields.elements.enumerated() {
      columns.append(try column(field, path: "\(path)/\(index)", depth: depth))
    }
    if let clash = ColumnNames.clash(columns) {
      throw RecordFault(message: clash.message, path: "\(path)/\(clash.index)")
    }
    return columns
  }

  private func column(_ field: JSONValue, path: String, depth: Int) throws(RecordFault) -> Column {
    guard let name = field.member("name").flatMap({ $0.isString ? $0.text : nil }), !name.isEmpty else {
      throw RecordFault(message: "a field without a name", path: path)
    }
    guard let id = field.member("id")?.integer else {
      throw RecordFault(message: "field \(name.clipped()) has no id", path: path)
    }
    guard let required = field.member("required"), required.isYes || required.isNo else {
      throw RecordFault(message: "required of field \(name.clipped()) is neither true nor false", path: path)
    }
    guard let type = field.member("type") else {
      throw RecordFault(message: "field \(name.clipped()) has no type", path: path)
    }
    let value = field.member("write-default").flatMap { $0.isAbsentOrNull ? nil : Self.text($0) }
    return Column(
      name, try self.type(type, of: name, path: path + "/type", depth: depth),
      mode: required.isYes ? .required : .nullable,
      attributes: Column.Attributes(
        defaultExpression: Fact(known: value), description: Fact(known: field.member("doc")?.text),
        generation: .absent, fieldID: FieldID(id)), in: .iceberg)
  }

  /// A default as JSON text.
  private static func text(_ value: JSONValue) -> String {
    if value.isArray { return "[" + value.elements.map(text).joined(separator: ",") + "]" }
    if value.isObject {
      return "{" + value.members.map { "\"\($0.key)\":\(text($0.value))" }.joined(separator: ",") + "}"
    }
    return value.isString ? "\"\(value.text ?? "")\"" : value.text ?? "null"
  }

  private func type(_ value: JSONValue, of column: String, path: String, depth: Int) throws(RecordFault)
    -> DataType
  {
    guard depth < Self.deepest else {
      throw RecordFault(message: "column \(column.clipped()) is nested too deep", path: path)
    }
    if value.isString, let text = value.text {
      do throws(TypeTextError) {
        return try IcebergTypes().type(text)
      } catch {
        throw RecordFault(typeError: error, text: text, column: column, path: path)
      }
    }
    func inner(_ key: String) throws(RecordFault) -> DataType {
      guard let type = value.member(key) else {
        throw RecordFault(message: "the type of column \(column.clipped()) has no \(key)", path: path)
      }
      return try self.type(type, of: column, path: "\(path)/\(key)", depth: depth + 1)
    }
    switch value.member("type")?.text ?? "" {
    case "list": return .array(try inner("element"))
    case "map": return .map(key: try inner("key"), value: try inner("value"))
    case "struct":
      guard let fields = value.member("fields"), fields.isArray else {
        throw RecordFault(message: "the struct of column \(column.clipped()) has no fields", path: path)
      }
      return .structure(try columns(of: fields, path: path + "/fields", depth: depth + 1))
    case let word:
      throw RecordFault(
        message:
          "the type of column \(column.clipped()) is \(word.isEmpty ? value.kindName : "'\(word.clipped())'")",
        path: path)
    }
  }
}
