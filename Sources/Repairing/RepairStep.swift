import Schema

/// One thing that is done to a table. Names are those of the altered table.
enum RepairStep: Hashable, Sendable {
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
  static let element = "element"

  /// The table as it is afterwards.
  func applied(to schema: TableSchema, in engine: Engine) -> TableSchema {
    var schema = schema
    func change(_ name: String, _ change: (inout Column) -> Void) {
      guard let index = schema.columns.firstIndex(where: { $0.name == name }) else { return }
      change(&schema.columns[index])
    }
    switch self {
    case .dropNotNull(let name): change(name) { $0.mode = .nullable }
    case .setNotNull(let name): change(name) { $0.mode = .required }
    case .addColumn(let column, _): schema.columns.append(column)
    case .addField(let parents, let field):
      guard let name = parents.first else { break }
      change(name) { $0.type = Self.added(field, to: $0.type, parents.dropFirst()) }
    case .setType(let column, _): change(column.name) { $0 = column }
    case .rewrite(let rewrite):
      if rewrite.names == nil {
        change(rewrite.column.name) { $0 = rewrite.result }
      } else {
        schema.columns.removeAll { $0.name == rewrite.column.name }
        schema.columns.append(rewrite.result)
      }
    case .setDefault(let name, let text): change(name) { $0.attributes.defaultExpression = Fact(known: text) }
    case .setRoundingMode(let name, let text): change(name) { $0.attributes.roundingMode = Fact(known: text) }
    case .setDescription(let name, let text): change(name) { $0.attributes.description = Fact(known: text) }
    }
    return schema
  }

  private static func added(_ field: Column, to type: DataType, _ parents: ArraySlice<String>) -> DataType {
    switch type {
    case .array(let inner): return .array(added(field, to: inner, parents.dropFirst()))
    case .structure(var fields):
      guard let name = parents.first else { return .structure(fields + [field]) }
      guard let index = fields.firstIndex(where: { $0.name == name }) else { return type }
      fields[index].type = added(field, to: fields[index].type, parents.dropFirst())
      return .structure(fields)
    case .scalar, .range, .map, .unknown: return type
    }
  }
}

/// A column that gets another type with its values written anew.
struct ColumnRewrite: Hashable, Sendable {
  /// The column as it is.
  let column: Column
  /// The column as it is afterwards.
  let result: Column
  /// The new value, an expression over the column.
  let value: String
  /// Where the value is NULL of what does not convert: a condition over both columns that holds for a value that did
  /// not arrive whole. Nil where `value` fails by itself.
  let check: String?
  /// The names that the new and the old column have for a while; nil where the engine converts a column in its place.
  let names: Names?

  struct Names: Hashable, Sendable {
    let new: String
    let old: String
  }
}
