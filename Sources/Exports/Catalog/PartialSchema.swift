import Engines
import Schema
import Text

/// The schema that one group of records gives.
struct PartialSchema {
  /// A top-level column, and which record says so.
  private struct Entry {
    var column: Column
    var ordinal: Int?
    let record: UInt32
    let place: ExportPlace
    /// Which keys its row lacks; nil where it is no row.
    var keys: RowKeys?
  }

  /// What a row says about a nested path of a column.
  private struct PathEntry {
    let path: String
    /// The column.
    let root: String
    let facts: Column
    let record: UInt32
    let place: ExportPlace
  }

  private(set) var faults: [TableAssembler.Fault] = []
  /// Whether a record that says so itself leaves the table out.
  private(set) var isLeftOut = false

  private var columns: [Entry] = []
  private var pseudoOrdinals: Set<Int> = []
  private var paths: [PathEntry] = []
  private var partitioning = Fact<Partitioning>.unknown
  private var clusteringOrdinals: [Int: String] = [:]
  private var clustering = Fact<[String]>.unknown
  private var engine: Engine?
  private var isComplete = true
  private var sampledRecords: Int?

  /// Brings sample records together: which fields they hold, how often, and what kind of values.
  mutating func addSamples(_ group: TableAssembler.Group, _ records: [SchemaRecord]) {
    var fields = SampledColumns()
    for (number, count) in zip(group.records, group.counts) {
      for case .sample(let value) in records[Int(number)].contents { fields.add(value, count: count) }
    }
    engine = .records
    sampledRecords = group.counts.reduce(0, +)
    columns = fields.columns.map {
      Entry(column: $0, ordinal: nil, record: group.records[0], place: group.place)
    }
  }

  mutating func add(_ record: SchemaRecord, _ number: UInt32) {
    for content in record.contents {
      switch content {
      case .column(let column, let ordinal):
        columns.append(
          Entry(
            column: column, ordinal: ordinal, record: number, place: record.place, keys: record.keys))
      case .pseudoColumn(let ordinal): if let ordinal { pseudoOrdinals.insert(ordinal) }
      case .path(let path, let root, let column):
        paths.append(
          PathEntry(path: path, root: root, facts: column, record: number, place: record.place))
      case .layout(let layout, let names): (partitioning, clustering) = (layout, names)
      case .layoutOfColumn(let name, let isPartitioning, let ordinal):
        addLayout(name, isPartitioning, ordinal)
      case .engine(let engine):
        if let known = self.engine, known != engine {
          faults.append(
            TableAssembler.Fault(
              message: "rows of \(known.name) and of \(engine.name) stand side by side", record: number)
          )
        }
        self.engine = engine
      // Which engine's they are was found out before.
      case .undecided, .leftOut: isLeftOut = true
      case .incomplete: isComplete = false
      // Taken with its column.
      case .keys: break
      case .sample: break
      case .fault(let fault): if fault.leavesTableOut { isLeftOut = true }
      }
    }
  }

  private mutating func addLayout(_ name: String, _ isPartitioning: Fact<Bool>, _ ordinal: Fact<Int>) {
    if isPartitioning == .present(true) {
      partitioning = .present(Partitioning(column: name == "_PARTITIONTIME" ? nil : name))
    } else if isPartitioning.isKnown, !partitioning.isKnown {
      partitioning = .absent
    }
    if ordinal.isKnown, !clustering.isKnown { clustering = .absent }
    if let place = ordinal.value { clusteringOrdinals[place] = name }
  }

  mutating func schema(isRows: Bool) -> TableSchema? {
    if isLeftOut { return nil }
    let orderIsKnown = columns.allSatisfy { $0.ordinal != nil }
    columns.sort { left, right in
      if orderIsKnown {
        if left.ordinal != right.ordinal { return left.ordinal ?? 0 < right.ordinal ?? 0 }
      } else if left.column.name != right.column.name {
        return left.column.name.utf8.lexicographicallyPrecedes(right.column.name.utf8)
      }
      return left.place < right.place
    }
    // Numbers of records depend on which thread read what.
    paths.sort { $0.place < $1.place }
    if orderIsKnown, isRows { checkOrdinals(in: engine ?? .bigQuery) }
    checkKeys()
    if let clash = ColumnNames.clash(columns.map(\.column)) {
      faults.append(TableAssembler.Fault(message: clash.message, record: columns[clash.index].record))
    }
    for path in paths { add(path) }
    guard faults.isEmpty else { return nil }
    if !clusteringOrdinals.isEmpty {
      clustering = .present(clusteringOrdinals.sorted { $0.key < $1.key }.map(\.value))
    }
    var schema = TableSchema(
      columns: columns.map(\.column), orderIsKnown: orderIsKnown, partitioning: partitioning,
      clustering: clustering)
    if let engine { schema.engine = engine }
    schema.isComplete = isComplete
    schema.sampledRecords = sampledRecords
    return schema
  }

  /// A key that only some rows lack would switch off the checks of their columns, or of the order, without a word.
  private mutating func checkKeys() {
    let known = columns.compactMap { entry in entry.keys.map { (name: entry.column.name, keys: $0) } }
    // Rows with the key and rows of which nothing is known would be of two forms.
    guard known.count == columns.count, let message = RowKeys.fault(known) else { return }
    faults.append(TableAssembler.Fault(message: message))
  }

  private mutating func checkOrdinals(in engine: Engine) {
    var taken: [Int: Int] = [:]
    for (index, entry) in columns.enumerated() {
      guard let ordinal = entry.ordinal else { continue }
      if let other = taken.updateValue(index, forKey: ordinal) {
        let (one, two) = (columns[other].column, entry.column)
        faults.append(
          TableAssembler.Fault(
            message: one.name == two.name
              ? "column \(one.name.clipped()) stands there twice with different facts"
              : "columns \(one.name.clipped()) and \(two.name.clipped()) both stand at position \(ordinal)",
            record: entry.record))
        return
      }
    }
    let last = taken.keys.max() ?? 0
    guard last > 0, !engine.types.leavesGaps else { return }
    guard last <= 1_000_000 else {
      return faults.append(TableAssembler.Fault(message: "a column stands at position \(last)"))
    }
    let hidden = pseudoOrdinals
    let missing = (1...last).filter { taken[$0] == nil && !hidden.contains($0) }
    guard let first = missing.first else { return }
    let count = missing.count
    faults.append(
      TableAssembler.Fault(
        message: "\(columns.count) columns were read, but positions go up to \(last): \(first)"
          + (count > 1 ? " and \(count - 1) more are" : " is")
          + " missing"
          + (engine == .bigQuery
            ? ". `bq query` prints 100 rows unless -n is given: export with -n 100000000" : ""),
        isGap: true))
  }

  /// Puts what a row says about a nested path where it belongs.
  private mutating func add(_ row: PathEntry) {
    let names = (engine ?? .bigQuery).types.names
    let steps = row.path.split(separator: ".", omittingEmptySubsequences: false).map { names.key(String($0)) }
    let root = names.key(row.root)
    guard let index = columns.firstIndex(where: { $0.column.foldedName == root }) else {
      faults.append(
        TableAssembler.Fault(
          message: "the row of column \(row.root.clipped()) itself is missing", record: row.record))
      return
    }
    let rootSteps = row.root.split(separator: ".", omittingEmptySubsequences: false).count
    guard Self.put(row.facts, at: steps.dropFirst(rootSteps), into: &columns[index].column) else {
      faults.append(
        TableAssembler.Fault(
          message: "\(row.path.clipped()) is not in the type of column \(row.root.clipped())",
          record: row.record))
      return
    }
  }

  private static func put(_ facts: Column, at steps: ArraySlice<String>, into column: inout Column) -> Bool {
    guard let step = steps.first else {
      guard column.type.text == facts.type.text else { return false }
      column.attributes = SchemaMerge.merge(column.attributes, facts.attributes)
      return true
    }
    guard var fields = column.type.fields, let index = fields.firstIndex(where: { $0.foldedName == step }),
      put(facts, at: steps.dropFirst(), into: &fields[index])
    else { return false }
    column.type = column.type.isArray ? .array(.structure(fields)) : .structure(fields)
    return true
  }
}
