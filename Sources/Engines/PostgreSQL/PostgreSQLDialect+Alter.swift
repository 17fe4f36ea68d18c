import Schema

/// ALTER TABLE as PostgreSQL takes it.
///
/// Source: PostgreSQL 15, "ALTER TABLE" and "COMMENT".
extension PostgreSQLDialect: AlterDialect {
  // It has no STRUCT.
  package var addsFields: Bool { false }
  package var setsNotNull: Bool { true }
  package var setsCollation: Bool { true }
  package var convertsInPlace: Bool { true }
  // "cannot use subquery in transform expression".
  package var conversionTakesQueries: Bool { false }
  package var altersInTransaction: Bool { true }

  package func widening(from: DataType, to: DataType) -> Widening { assignedWidening(from: from, to: to) }

  /// What is assigned without a CAST is altered without USING.
  package func conversion(from: DataType, to: DataType) -> AlterConversion {
    let isWhole = from.isArray != to.isArray
    let effect = CastEffect(
      from: isWhole ? from : from.element, to: isWhole ? to : to.element, in: engine.types)
    if effect == .impossible { return .none }
    return effect.needsNoCast ? .byItself : .byExpression
  }

  package func obstacle(toTypeOf column: Column, isInsideArray: Bool) -> AlterObstacle? { nil }

  package func statements(_ steps: [RepairStep], of table: AlteredTable) -> [String] {
    var (added, changed, defaults, comments): ([String], [String], [String], [String]) = ([], [], [], [])
    for step in steps {
      switch step {
      case .addColumn(let column, let value):
        added.append(
          "ADD COLUMN IF NOT EXISTS \(identifier(column.name)) \(typeText(column))"
            + (value.map { " DEFAULT \($0)" } ?? ""))
      case .dropNotNull(let name): changed.append("ALTER COLUMN \(identifier(name)) DROP NOT NULL")
      case .setType(let column, _):
        changed.append("ALTER COLUMN \(identifier(column.name)) TYPE \(typeText(column))")
      case .rewrite(let rewrite): changed += converted(rewrite)
      case .setDefault(let name, let text): defaults.append(defaultAction(name, text))
      case .setDescription(let name, let text): comments.append(comment(on: name, text, of: table))
      case .addField, .setRoundingMode, .setNotNull: break
      }
    }
    return [added, changed, defaults].filter { !$0.isEmpty }.map { alter(table.path, $0) } + comments
  }

  package func converted(default text: String, to type: DataType) -> String {
    cast(text, to: type, isSafe: false)
  }

  private func typeText(_ column: Column) -> String {
    fullType(column.type) + (column.attributes.collation.value.map { " COLLATE \(identifier($0))" } ?? "")
  }

  /// A default of the type before has to make way, since it need not convert.
  private func converted(_ rewrite: ColumnRewrite) -> [String] {
    let name = rewrite.column.name
    let type = "ALTER COLUMN \(identifier(name)) TYPE \(typeText(rewrite.result)) USING \(rewrite.value)"
    guard rewrite.column.attributes.defaultExpression.value != nil else { return [type] }
    let after = rewrite.result.attributes.defaultExpression.value
    return [defaultAction(name, nil), type] + (after.map { [defaultAction(name, $0)] } ?? [])
  }
}
