import Engines
import Schema
import Text

/// Puts a table's schema together from what its exports say.
struct TableAssembler {
  /// Records that belong together: all rows of a table, or one whole schema of it.
  struct Group: Hashable {
    var form: Int
    /// Ascending.
    var records: [UInt32]
    /// Where the first of them stands.
    var place: ExportPlace
    /// Of sample records, how many are like each of `records`.
    var counts: [Int] = []
  }

  /// What came of it.
  struct Assembly {
    /// Nil where the table is left out.
    var schema: TableSchema?
    var faults: [Fault] = []
  }

  /// Why a table is left out, or what is odd about it.
  struct Fault {
    /// Without the table's name, which is put where `TABLE` would stand: in front.
    var message: String
    /// The record to blame; nil where it is the table as a whole.
    var record: UInt32?
    /// Two groups that disagree, where the table stands in several.
    var groups: (first: Int, other: Int)?
    /// The group to blame, where it is not the first.
    var group: Int?
    /// Whether it is that rows are missing.
    var isGap = false
    /// Whether the table is compared all the same.
    var isWarning = false
  }

  /// All records by their numbers.
  let records: [SchemaRecord]

  /// The schema that the groups give together.
  func assemble(_ groups: [Group]) -> Assembly {
    var assembly = Assembly()
    var merged: TableSchema?
    var firstIndex = 0
    // What a project declares adds to what exports tell, so that these come first.
    let isDeclared = groups.map { ExportForms.all[$0.form].combination == .declared }
    for index in groups.indices.filter({ !isDeclared[$0] }) + groups.indices.filter({ isDeclared[$0] }) {
      let group = groups[index]
      var partial = Partial()
      for number in group.records { partial.add(records[Int(number)], number) }
      if !group.counts.isEmpty { partial.addSamples(group, records) }
      let isRows = [.rows, .shapes].contains(ExportForms.all[group.form].combination)
      guard let schema = partial.schema(isRows: isRows) else {
        assembly.faults += partial.faults
        assembly.schema = nil
        if partial.faults.isEmpty && !partial.isLeftOut { continue }
        return assembly
      }
      guard let first = merged else {
        merged = schema
        firstIndex = index
        continue
      }
      if isDeclared[index] {
        merged = SchemaMerge.completed(first, by: schema)
        if var fault = Self.undeclared(schema, in: first) {
          fault.group = index
          assembly.faults.append(fault)
        }
        continue
      }
      if let conflict = SchemaMerge.conflict(first, schema) {
        assembly.faults.append(Fault(message: conflict, groups: (firstIndex, index)))
        return assembly
      }
      merged = SchemaMerge.merge(first, schema)
    }
    assembly.schema = merged
    return assembly
  }

  /// What is said of columns that a project declares and that the table does not have.
  private static func undeclared(_ declared: TableSchema, in told: TableSchema) -> Fault? {
    let names = Set(told.columns.map(\.foldedName))
    let lacking = declared.columns.filter { !names.contains($0.foldedName) }.map(\.name)
    guard !lacking.isEmpty else { return nil }
    let shown =
      lacking.prefix(5).map { $0.clipped(to: 60) }.joined(separator: ", ") + (lacking.count > 5 ? ", …" : "")
    let be = lacking.count == 1 ? "is declared and is" : "are declared and are"
    return Fault(
      message: "\(shown) \(be) no column of it", isWarning: true)
  }

  /// The schema that one group of records gives.
  private struct Partial {
    var columns: [(column: Column, ordinal: Int?, record: UInt32, place: ExportPlace)] = []
    var pseudoOrdinals: Set<Int> = []
    var paths: [(path: String, root: String, column: Column, record: UInt32, place: ExportPlace)] = []
    var partitioning = Fact<Partitioning>.unknown
    var clusteringOrdinals: [Int: String] = [:]
    var clustering = Fact<[String]>.unknown
    var faults: [Fault] = []
    /// Whether a record that says so itself leaves the table out.
    var isLeftOut = false
    var engine: Engine?
    var isComplete = true
    var sampledRecords: Int?

    /// Brings sample records together: which fields they hold, how often, and what kind of values.
    mutating func addSamples(_ group: Group, _ records: [SchemaRecord]) {
      var fields = SampledColumns()
      for (number, count) in zip(group.records, group.counts) {
        for case .sample(let value) in records[Int(number)].contents { fields.add(value, count: count) }
      }
      engine = .records
      sampledRecords = group.counts.reduce(0, +)
      columns = fields.columns.map { ($0, nil, group.records[0], group.place) }
    }

    mutating func add(_ record: SchemaRecord, _ number: UInt32) {
      for content in record.contents {
        switch content {
        case .column(let column, let ordinal): columns.append((column, ordinal, number, record.place))
        case .pseudoColumn(let ordinal): if let ordinal { pseudoOrdinals.insert(ordinal) }
        case .path(let path, let root, let column): paths.append((path, root, column, number, record.place))
        case .layout(let layout, let names): (partitioning, clustering) = (layout, names)
        case .layoutOfColumn(let name, let isPartitioning, let ordinal):
          addLayout(name, isPartitioning, ordinal)
        case .engine(let engine):
          if let known = self.engine, known != engine {
            faults.append(
              Fault(message: "rows of \(known.name) and of \(engine.name) stand side by side", record: number)
            )
          }
          self.engine = engine
        // Which engine's they are was found out before.
        case .undecided, .leftOut: isLeftOut = true
        case .incomplete: isComplete = false
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
      if let clash = ColumnNames.clash(columns.map(\.column)) {
        faults.append(Fault(message: clash.message, record: columns[clash.index].record))
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

    private mutating func checkOrdinals(in engine: Engine) {
      var taken: [Int: Int] = [:]
      for (index, entry) in columns.enumerated() {
        guard let ordinal = entry.ordinal else { continue }
        if let other = taken.updateValue(index, forKey: ordinal) {
          let (one, two) = (columns[other].column, entry.column)
          faults.append(
            Fault(
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
        return faults.append(Fault(message: "a column stands at position \(last)"))
      }
      let hidden = pseudoOrdinals
      let missing = (1...last).filter { taken[$0] == nil && !hidden.contains($0) }
      guard let first = missing.first else { return }
      let count = missing.count
      faults.append(
        Fault(
          message: "\(columns.count) columns were read, but positions go up to \(last): \(first)"
            + (count > 1 ? " and \(count - 1) more are" : " is")
            + " missing"
            + (engine == .bigQuery
              ? ". `bq query` prints 100 rows unless -n is given: export with -n 100000000" : ""),
          isGap: true))
    }

    /// Puts what a row says about a nested path where it belongs.
    private mutating func add(
      _ row: (path: String, root: String, column: Column, record: UInt32, place: ExportPlace)
    ) {
      let steps = row.path.split(separator: ".", omittingEmptySubsequences: false).map { $0.lowercased() }
      let root = row.root.lowercased()
      guard let index = columns.firstIndex(where: { $0.column.foldedName == root }) else {
        faults.append(
          Fault(message: "the row of column \(row.root.clipped()) itself is missing", record: row.record))
        return
      }
      let rootSteps = root.split(separator: ".", omittingEmptySubsequences: false).count
      guard Self.put(row.column, at: steps.dropFirst(rootSteps), into: &columns[index].column) else {
        faults.append(
          Fault(
            message: "\(row.path.clipped()) is not in the type of column \(row.root.clipped())",
            record: row.record))
        return
      }
    }

    private static func put(_ facts: Column, at steps: ArraySlice<String>, into column: inout Column) -> Bool
    {
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
}

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
      policyTags: known(one.policyTags, two.policyTags), description: known(one.description, two.description))
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
