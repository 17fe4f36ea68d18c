import Engines
import Schema

extension RepairStep {
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
