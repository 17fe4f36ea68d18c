import Schema

extension MergeInput {
  /// The input with names as the reader of statements compares them: without regard to the case of ASCII letters, in quotes
  /// too. Of an engine that tells case apart it so takes a name in the wrong case for the right one, which the engine refuses
  /// before any row is touched.
  var inAnyCase: MergeInput {
    guard main.schema.engine.types.names != .ascii else { return self }
    var input = self
    input.main.schema.columns = Self.folded(main.schema.columns)
    for index in shapes.indices {
      input.shapes[index].schema.columns = Self.folded(shapes[index].schema.columns)
    }
    return input
  }

  private static func folded(_ columns: [Column]) -> [Column] {
    columns.map { column in
      var column = column.folded(by: .ascii)
      if let fields = column.type.fields {
        column.type =
          column.type.isArray ? .array(.structure(folded(fields))) : .structure(folded(fields))
      }
      return column
    }
  }
}
