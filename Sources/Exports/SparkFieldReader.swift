import Engines
import JSONInput
import Schema
import Text

/// Reads fields as Spark's `StructType.json` writes them, which Delta's log and Databricks' API have too.
///
/// Source: Spark, `org.apache.spark.sql.types.DataType.json`; Delta Transaction Log Protocol, "Schema Serialization Format" and
/// "Column Metadata".
struct SparkFieldReader {
  /// Whose columns they are.
  let engine: Engine
  /// Whether the schema is a table's, whose fields have all that is known of them.
  var isTable = false

  /// The columns that a list of fields describes.
  ///
  /// - Throws: `RecordFault` with a path that begins with `path`.
  func columns(_ fields: JSONValue, path: String = "", depth: Int = 0) throws(RecordFault) -> [Column] {
    var columns: [Column] = []
    for (index, field) in fields.elements.enumerated() {
      columns.append(try column(field, path: "\(path)/\(index)", depth: depth))
    }
    if let clash = ColumnNames.clash(columns) {
      throw RecordFault(message: clash.message, nearest: nil, path: "\(path)/\(clash.index)")
    }
    return columns
  }

  /// The column that one field describes.
  ///
  /// - Throws: `RecordFault` with a path that begins with `path`.
  func column(_ field: JSONValue, path: String = "", depth: Int = 0) throws(RecordFault) -> Column {
    guard let name = field.member("name")?.text, !name.isEmpty else {
      throw RecordFault(message: "a field without a name", nearest: nil, path: path)
    }
    guard let type = field.member("type") else {
      throw RecordFault(message: "field \(name.clipped()) has no type", nearest: nil, path: path)
    }
    let nullable = field.member("nullable")
    guard nullable?.isAbsentOrNull ?? true || nullable?.isYes ?? false || nullable?.isNo ?? false else {
      throw RecordFault(
        message: "nullable of field \(name.clipped()) is neither true nor false", nearest: nil,
        path: path + "/nullable")
    }
    let metadata = field.member("metadata").flatMap { $0.isObject ? $0 : nil }
    let comment = metadata?.member("comment")?.text
    // A varchar is a string in a data frame's schema, and keeps its length beside it.
    let limited = metadata?.member("__CHAR_VARCHAR_TYPE_STRING")
    return Column(
      name, try self.type(limited ?? type, of: name, path: path + "/type", depth: depth),
      mode: nullable.flatMap { $0.isYes ? .nullable : $0.isNo ? .required : nil },
      attributes: Column.Attributes(
        defaultExpression: metadata?.member("CURRENT_DEFAULT")?.text.map { .present($0) } ?? untold(),
        description: Fact(known: comment), generation: generation(metadata),
        fieldID: metadata?.member("delta.columnMapping.id")?.integer.map(FieldID.init)), in: engine)
  }

  /// What is known of what the metadata lacks: a data frame's schema may lack it, a table's has it.
  private func untold<Value>() -> Fact<Value> { isTable ? .absent : .unknown }

  /// What Delta and Spark keep beside a field that the table fills itself.
  private func generation(_ metadata: JSONValue?) -> Fact<Generation> {
    guard let metadata else { return untold() }
    for key in ["delta.generationExpression", "generationExpression"] {
      if let expression = metadata.member(key)?.text { return .present(.computed(expression)) }
    }
    for prefix in ["delta.identity", "identity"]
    where ["start", "step"].contains(where: { metadata.member("\(prefix).\($0)") != nil }) {
      let takesValues = metadata.member("\(prefix).allowExplicitInsert")?.isYes ?? false
      return .present(takesValues ? .identityByDefault : .identityAlways)
    }
    return untold()
  }

  /// The type that a value describes.
  func type(_ value: JSONValue, of column: String, path: String = "", depth: Int = 0) throws(RecordFault)
    -> DataType
  {
    guard depth < 64 else {
      throw RecordFault(message: "column \(column.clipped()) is nested too deep", nearest: nil, path: path)
    }
    if let text = value.text {
      do throws(TypeTextError) {
        return try SparkTypes().type(text)
      } catch {
        return try DataType(unknown: error, text: text, column: column, path: path)
      }
    }
    func inner(_ key: String) throws(RecordFault) -> DataType {
      guard let type = value.member(key) else {
        throw RecordFault(
          message: "the type of column \(column.clipped()) has no \(key)", nearest: nil, path: path)
      }
      return try self.type(type, of: column, path: "\(path)/\(key)", depth: depth + 1)
    }
    switch value.member("type")?.text ?? "" {
    case "array": return .array(try inner("elementType"))
    case "map": return .map(key: try inner("keyType"), value: try inner("valueType"))
    case "struct":
      guard let fields = value.member("fields"), fields.isArray else {
        throw RecordFault(
          message: "the struct of column \(column.clipped()) has no fields", nearest: nil, path: path)
      }
      return .structure(try columns(fields, path: path + "/fields", depth: depth + 1))
    case "udt": return try inner("sqlType")
    case let word:
      throw RecordFault(
        message:
          "the type of column \(column.clipped()) is \(word.isEmpty ? value.kindName : "'\(word.clipped())'")",
        nearest: nil, path: path)
    }
  }
}
