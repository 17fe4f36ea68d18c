import Schema

/// ALTER TABLE as DuckDB takes it, which is one alteration a statement.
///
/// Source: DuckDB documentation, "ALTER TABLE Statement" and "COMMENT ON Statement"; measured on DuckDB 2.0: paths of
/// fields, also through lists, and which statements can be run twice.
extension DuckDBDialect: AlterDialect {
  package var addsFields: Bool { true }
  package var setsNotNull: Bool { true }
  package var setsCollation: Bool { false }
  package var convertsInPlace: Bool { true }
  package var conversionTakesQueries: Bool { true }
  package var altersInTransaction: Bool { true }

  package func widening(from: DataType, to: DataType) -> Widening { assignedWidening(from: from, to: to) }

  /// SET DATA TYPE casts by itself.
  package func conversion(from: DataType, to: DataType) -> AlterConversion {
    CastEffect(from: from, to: to, in: engine.types) == .impossible ? .none : .byItself
  }

  package func obstacle(toTypeOf column: Column, isInsideArray: Bool) -> AlterObstacle? { nil }

  package func statements(_ steps: [RepairStep], of table: AlteredTable) -> [String] {
    steps.compactMap { step in
      switch step {
      case .addColumn(let column, let value):
        alter(
          table.path,
          [
            "ADD COLUMN IF NOT EXISTS \(identifier(column.name)) \(fullType(column.type))"
              + (value.map { " DEFAULT \($0)" } ?? "")
          ])
      case .addField(let parents, let field):
        alter(
          table.path,
          [
            "ADD COLUMN IF NOT EXISTS \((parents + [field.name]).map(identifier).joined(separator: ".")) "
              + fullType(field.type)
          ])
      case .dropNotNull(let name): alter(table.path, ["ALTER COLUMN \(identifier(name)) DROP NOT NULL"])
      case .setType(let column, _):
        alter(table.path, ["ALTER COLUMN \(identifier(column.name)) SET DATA TYPE \(fullType(column.type))"])
      case .rewrite(let rewrite):
        alter(
          table.path,
          [
            "ALTER COLUMN \(identifier(rewrite.column.name)) SET DATA TYPE \(fullType(rewrite.result.type)) "
              + "USING \(rewrite.value)"
          ])
      case .setDefault(let name, let text): alter(table.path, [defaultAction(name, text)])
      case .setDescription(let name, let text): comment(on: name, text, of: table)
      case .setRoundingMode, .setNotNull: nil
      }
    }
  }
}
