import Schema

extension TypeSystem {
  /// What a STRUCT of these fields means; nil where a field's type has no counterpart.
  package func meaning(ofFields fields: [Column]) -> CommonType? {
    var common: [CommonType.Field] = []
    for field in fields {
      guard let type = meaning(field.type) else { return nil }
      common.append(CommonType.Field(column: field, type: type))
    }
    return .structure(common)
  }

  /// The STRUCT of fields that mean the same here; nil where a field's type has no counterpart.
  package func structure(meaning fields: [CommonType.Field]) -> DataType? {
    var columns: [Column] = []
    for field in fields {
      guard let type = type(meaning: field.type) else { return nil }
      columns.append(Column(field.column.name, type, mode: field.column.mode).folded(by: names))
    }
    return .structure(columns)
  }
}
