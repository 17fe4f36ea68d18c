import Engines
import Schema
import Text

/// Two exports of one table: whether they agree, and what they tell together.
package enum SchemaMerge {
  /// What the two say differently about names, types, modes and order; nil where they agree.
  package static func conflict(_ one: TableSchema, _ two: TableSchema) -> String? {
    if one.engine != two.engine { return "one is \(one.engine.name)'s and one \(two.engine.name)'s" }
    let second = two.columns.byFoldedName
    let first = Set(one.columns.map(\.foldedName))
    var differing: [String] = []
    for column in one.columns {
      guard let other = second[column.foldedName], agree(column, other) else {
        differing.append(column.name)
        continue
      }
    }
    differing += two.columns.filter { !first.contains($0.foldedName) }.map(\.name)
    if !differing.isEmpty {
      let shown = differing.prefix(3).map { $0.clipped(to: 60) }.joined(separator: ", ")
      let more = differing.count > 3 ? " and \(differing.count - 3) more" : ""
      return "\(shown)\(more) \(differing.count == 1 ? "differs" : "differ")"
    }
    if one.orderIsKnown, two.orderIsKnown, one.columns.map(\.foldedName) != two.columns.map(\.foldedName) {
      return "their order differs"
    }
    return nil
  }

  private static func agree(_ one: Column, _ two: Column) -> Bool {
    if let mode = one.mode, let other = two.mode, mode != other { return false }
    guard one.type.isKnown, two.type.isKnown else { return true }
    guard let fields = one.type.fields, let others = two.type.fields else { return one.type == two.type }
    return one.type.isArray == two.type.isArray && fields.count == others.count
      && zip(fields, others).allSatisfy { $0.foldedName == $1.foldedName && agree($0, $1) }
  }

  /// What both tell together; where both tell, the first.
  package static func merge(_ one: TableSchema, _ two: TableSchema) -> TableSchema {
    let ordered = one.orderIsKnown || !two.orderIsKnown ? one : two
    let other = one.orderIsKnown || !two.orderIsKnown ? two : one
    let facts = other.columns.byFoldedName
    var merged = ordered
    merged.columns = ordered.columns.map { column in
      facts[column.foldedName].map { merge(column, $0) } ?? column
    }
    merged.partitioning = richer(one.partitioning, two.partitioning)
    merged.clustering = known(one.clustering, two.clustering)
    return merged
  }

  /// What exports tell of a table, with what a project declares of it where they tell nothing.
  static func completed(_ told: TableSchema, by declared: TableSchema) -> TableSchema {
    var completed = told
    let facts = declared.columns.byFoldedName
    for index in completed.columns.indices {
      guard let fact = facts[completed.columns[index].foldedName] else { continue }
      completed.columns[index] = Self.told(completed.columns[index], fact)
    }
    return completed
  }

  /// What both tell of a column without its fields; where both tell, the first.
  private static func told(_ one: Column, _ two: Column) -> Column {
    var told = one
    told.mode = one.mode ?? two.mode
    if !one.type.isKnown { told.type = two.type }
    told.attributes = merge(one.attributes, two.attributes)
    return told
  }

  private static func merge(_ one: Column, _ two: Column) -> Column {
    var merged = told(one, two)
    if let fields = one.type.fields, let others = two.type.fields {
      let structure = DataType.structure(zip(fields, others).map(merge))
      merged.type = one.type.isArray ? .array(structure) : structure
    }
    return merged
  }

  static func merge(_ one: Column.Attributes, _ two: Column.Attributes) -> Column.Attributes {
    Column.Attributes(
      defaultExpression: known(one.defaultExpression, two.defaultExpression),
      collation: known(one.collation, two.collation), roundingMode: known(one.roundingMode, two.roundingMode),
      policyTags: known(one.policyTags, two.policyTags), description: known(one.description, two.description),
      generation: known(one.generation, two.generation))
  }

  private static func known<Value>(_ one: Fact<Value>, _ two: Fact<Value>) -> Fact<Value> {
    one.isKnown ? one : two
  }

  /// Of two partitionings the one that tells the granularity: rows of COLUMNS name the column alone.
  private static func richer(_ one: Fact<Partitioning>, _ two: Fact<Partitioning>) -> Fact<Partitioning> {
    if one.value?.granularity == nil, two.value?.granularity != nil { return two }
    return known(one, two)
  }
}
