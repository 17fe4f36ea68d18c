import Schema
import Text

/// The staging tables of an audit that were written together, as their names tell.
package struct Batch: Hashable, Sendable {
  /// The batch's name: the part of the tables' names.
  package var name: String
  /// Number of staging tables.
  package var tableCount = 0
  /// Tables that a new or expired finding of severity warning or error names.
  package var driftedTables = 0
  /// Tables that could not be read.
  package var unreadableTables = 0
  /// The shapes of its tables: indices into the audit's shapes, ascending.
  package var shapes: [Int] = []
}

extension ComparedAudit {
  /// Divides the staging tables into batches, and tells of each finding and shape in which batches it was met.
  ///
  /// - Parameter batchOf: The batch of each of `tables`; nil where its name tells none.
  package mutating func divide(by batchOf: [String?]) {
    var byName: [String: Batch] = [:]
    let drifting = driftingVariants
    for (table, name) in zip(tables, batchOf) {
      guard let name else { continue }
      var batch = byName[name] ?? Batch(name: name)
      let count = Int(table.count)
      batch.tableCount += count
      if let variant = table.variant {
        batch.driftedTables += drifting[variant] ? count : 0
      } else {
        batch.unreadableTables += count
      }
      if let shape = table.shape, !batch.shapes.contains(shape) { batch.shapes.append(shape) }
      byName[name] = batch
    }
    batches = byName.values.sorted { Self.precedes($0.name, $1.name) }
    for index in batches.indices { batches[index].shapes.sort() }
    let numbers = Dictionary(uniqueKeysWithValues: zip(batches.map(\.name), batches.indices))
    for (index, name) in batchOf.enumerated() { tables[index].batch = name.flatMap { numbers[$0] } }
    tablesWithoutBatch = zip(tables, batchOf).reduce(0) { $1.1 == nil ? $0 + Int($1.0.count) : $0 }
    tell(batchOf.map { $0.map { Span($0) } }, in: \.batches, of: \.batches, by: Self.precedes)
  }

  /// Tells of each finding and shape when the first and the last of its tables were created.
  mutating func tellPeriods() {
    guard created != nil else { return }
    tell(tables.map { period(of: $0) }, in: \.created, of: \.created, by: <)
  }

  /// When the first and the last of the staging tables were created; nil where that is not told.
  package var created: Span<Moment>? {
    var period: Span<Moment>?
    for table in tables { Self.stretch(&period, to: self.period(of: table), by: <) }
    return period
  }

  /// Tells each finding where the first of its tables stands.
  ///
  /// - Parameter place: Where a table stands in the exports; nil where that is not known.
  package mutating func tellPlaces(_ place: (TableName) -> SourcePlace?) {
    var firstOfVariant = [Int?](repeating: nil, count: findingsByVariant.count)
    for (row, table) in tables.enumerated() {
      if let variant = table.variant, firstOfVariant[variant] == nil { firstOfVariant[variant] = row }
    }
    var firstOfFinding = [Int?](repeating: nil, count: findings.count)
    for (variant, numbers) in findingsByVariant.enumerated() {
      guard let row = firstOfVariant[variant] else { continue }
      for number in numbers { firstOfFinding[number] = min(firstOfFinding[number] ?? row, row) }
    }
    // Thousands of findings may be about a handful of tables.
    var known: [Int: SourcePlace?] = [:]
    for (number, row) in firstOfFinding.enumerated() {
      guard let row else { continue }
      let found = known[row] ?? place(tables[row].name)
      known[row] = .some(found)
      findings[number].place = found
    }
  }

  /// Tells each finding and each shape the first and the last of its tables' values.
  ///
  /// - Parameter values: The values of each of `tables`; nil where it has none.
  private mutating func tell<Value>(
    _ values: [Span<Value>?], in ofFinding: WritableKeyPath<Finding, Span<Value>?>,
    of ofShape: WritableKeyPath<Shape, Span<Value>?>, by precedes: (Value, Value) -> Bool
  ) {
    var ofVariant = [Span<Value>?](repeating: nil, count: findingsByVariant.count)
    for (table, value) in zip(tables, values) {
      if let variant = table.variant { Self.stretch(&ofVariant[variant], to: value, by: precedes) }
      if let shape = table.shape { Self.stretch(&shapes[shape][keyPath: ofShape], to: value, by: precedes) }
    }
    for (variant, numbers) in findingsByVariant.enumerated() {
      for number in numbers {
        Self.stretch(&findings[number][keyPath: ofFinding], to: ofVariant[variant], by: precedes)
      }
    }
  }

  private static func stretch<Value>(
    _ span: inout Span<Value>?, to other: Span<Value>?, by precedes: (Value, Value) -> Bool
  ) {
    guard let other else { return }
    if span == nil { span = other }
    span?.stretch(to: other.first, by: precedes)
    span?.stretch(to: other.last, by: precedes)
  }

  /// Byte order, the same on every machine.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension ComparedAudit {
  /// For each variant, whether a new or expired finding of severity warning or error names its tables.
  package var driftingVariants: [Bool] {
    findingsByVariant.map { indices in
      indices.contains { findings[$0].status.counts && findings[$0].severity >= .warning }
    }
  }
}
