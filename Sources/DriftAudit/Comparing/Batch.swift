/// The staging tables of an audit that were written together, as their names tell.
public struct Batch: Hashable, Sendable {
  /// The batch's name: the part of the tables' names.
  public var name: String
  /// Number of staging tables.
  public var tableCount = 0
  /// Tables that a new or expired finding of severity warning or error names.
  public var driftedTables = 0
  /// Tables that could not be read.
  public var unreadableTables = 0
  /// The shapes of its tables: indices into the audit's shapes, ascending.
  public var shapes: [Int] = []
}

/// The first and the last of the batches that show something, by name.
public struct BatchSpan: Hashable, Sendable {
  /// The first by name.
  public var first: String
  /// The last by name.
  public var last: String

  /// The span of one batch.
  init(_ batch: String) { (first, last) = (batch, batch) }

  /// Both spans together.
  func union(_ other: BatchSpan?) -> BatchSpan {
    guard let other else { return self }
    var span = self
    if other.first.comesBefore(first) { span.first = other.first }
    if last.comesBefore(other.last) { span.last = other.last }
    return span
  }
}

extension ComparedAudit {
  /// Divides the staging tables into batches, and tells of each finding and shape in which batches it was met.
  ///
  /// - Parameter batchOf: The batch of each of `tables`; nil where its name tells none.
  mutating func divide(by batchOf: [String?]) {
    var byName: [String: Batch] = [:]
    var ofVariant = [BatchSpan?](repeating: nil, count: findingsByVariant.count)
    var ofShape = [BatchSpan?](repeating: nil, count: shapes.count)
    let drifting = driftingVariants
    for (table, name) in zip(tables, batchOf) {
      guard let name else { continue }
      var batch = byName[name] ?? Batch(name: name)
      batch.tableCount += 1
      if let variant = table.variant {
        batch.driftedTables += drifting[variant] ? 1 : 0
        ofVariant[variant] = BatchSpan(name).union(ofVariant[variant])
      } else {
        batch.unreadableTables += 1
      }
      if let shape = table.shape {
        if !batch.shapes.contains(shape) { batch.shapes.append(shape) }
        ofShape[shape] = BatchSpan(name).union(ofShape[shape])
      }
      byName[name] = batch
    }
    batches = byName.values.sorted { $0.name.comesBefore($1.name) }
    for index in batches.indices { batches[index].shapes.sort() }
    tablesWithoutBatch = batchOf.count { $0 == nil }
    for (variant, numbers) in findingsByVariant.enumerated() {
      guard let span = ofVariant[variant] else { continue }
      for number in numbers { findings[number].batches = span.union(findings[number].batches) }
    }
    for index in shapes.indices { shapes[index].batches = ofShape[index] }
  }
}

extension ComparedAudit {
  /// Tells of each finding and shape when the first and the last of its tables were created.
  mutating func tellPeriods() {
    guard tables.contains(where: { $0.facts?.created != nil }) else { return }
    var ofVariant = [Period?](repeating: nil, count: findingsByVariant.count)
    for table in tables {
      guard let created = table.facts?.created else { continue }
      if let variant = table.variant { ofVariant[variant] = Period(created).union(ofVariant[variant]) }
      if let shape = table.shape { shapes[shape].created = Period(created).union(shapes[shape].created) }
    }
    for (variant, numbers) in findingsByVariant.enumerated() {
      guard let period = ofVariant[variant] else { continue }
      for number in numbers { findings[number].created = period.union(findings[number].created) }
    }
  }

  /// When the first and the last of the staging tables were created; nil where that is not told.
  var created: Period? {
    tables.reduce(nil) { period, table in
      table.facts?.created.map { Period($0).union(period) } ?? period
    }
  }
}

extension String {
  /// Byte order, the same on every machine.
  fileprivate func comesBefore(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
