import Engines
import JSONInput
import Schema
import Text

/// Brings together what the reading threads have found. The outcome does not depend on which thread read what.
struct CatalogBuilder {
  private let files: [InputFile]
  private var tables: ByteInterner
  private var records: ByteInterner
  private var recordContents: [SchemaRecord]
  private var runs: ByteInterner
  private var pieces: [SchemaCollector.Piece]
  private var suspects: Set<UInt32>
  private var tallies: [SchemaCollector.WindowTally] = []
  private var facts: FactsOfTables
  private var counted: [SchemaCollector.Counted]
  private let knownEngines: EngineSet
  private var engines: Set<Engine>
  private var sampleCounts: [SchemaCollector.SampleKey: Int]
  private var problems: [Problem] = []
  private var losses: [SchemaCollector.Loss]
  private let filesWithUnknownValues: Set<Int32>

  /// The catalog of what the collectors hold together.
  ///
  /// `losses` are stretches that were lost before any thread saw them.
  static func build(
    _ collectors: [SchemaCollector], files: [InputFile], losses: [SchemaCollector.Loss],
    engine: Engine? = nil,
    needsOnlyNames: Bool = false, folding: TableFolding? = nil
  ) -> Catalog {
    var builder = CatalogBuilder(
      collectors.first ?? SchemaCollector(among: .all), files: files,
      losses: losses + collectors.flatMap(\.losses),
      filesWithUnknownValues: collectors.reduce(into: []) { $0.formUnion($1.filesWithUnknownValues) })
    for collector in collectors.dropFirst() { builder.merge(collector) }
    builder.addElementFaults(collectors, needsOnlyNames: needsOnlyNames)
    return builder.catalog(engine, folding)
  }

  // The first collector's numbers are everybody's; the others' are translated.
  private init(
    _ first: SchemaCollector, files: [InputFile], losses: [SchemaCollector.Loss],
    filesWithUnknownValues: Set<Int32>
  ) {
    self.files = files
    self.losses = losses
    self.filesWithUnknownValues = filesWithUnknownValues
    tables = first.tables
    records = first.records
    recordContents = first.recordContents
    runs = first.runs
    pieces = first.pieces
    suspects = first.suspects
    tallies = first.tallies
    facts = first.facts
    counted = first.counted
    knownEngines = first.knownEngines
    engines = first.engines
    sampleCounts = first.sampleCounts
    problems = first.problems
  }

  private mutating func merge(_ other: SchemaCollector) {
    let tableNumbers = (0..<other.tables.count).map { UInt32(tables.intern(other.tables.bytes($0)).number) }
    var recordNumbers: [UInt32] = []
    for (index, record) in other.recordContents.enumerated() {
      var record = record
      record.table = tableNumbers[Int(record.table)]
      let (number, isNew) = records.intern(other.records.bytes(index))
      recordNumbers.append(UInt32(number))
      if isNew {
        recordContents.append(record)
      } else if record.place < recordContents[number].place {
        recordContents[number].place = record.place
        recordContents[number].table = record.table
      }
    }
    let runNumbers = (0..<other.runs.count).map { index in
      let old = Self.decode(other.runs.bytes(index))
      let new = old.dropLast().map { recordNumbers[Int($0)] }.sorted() + [old[old.count - 1]]
      return UInt32(new.withUnsafeBytes { runs.intern($0).number })
    }
    for piece in other.pieces {
      pieces.append(
        SchemaCollector.Piece(
          table: tableNumbers[Int(piece.table)], run: runNumbers[Int(piece.run)], place: piece.place))
    }
    facts.merge(other.facts, numbers: tableNumbers)
    for tables in other.counted {
      var tables = tables
      tables.tables = tables.tables.map { tableNumbers[Int($0)] }
      counted.append(tables)
    }
    engines.formUnion(other.engines)
    for (key, count) in other.sampleCounts {
      let translated = SchemaCollector.SampleKey(
        table: tableNumbers[Int(key.table)], record: recordNumbers[Int(key.record)])
      sampleCounts[translated, default: 0] += count
    }
    suspects.formUnion(other.suspects.map { tableNumbers[Int($0)] })
    for tally in other.tallies {
      var tally = tally
      tally.lastTable = tally.lastTable.map { tableNumbers[Int($0)] }
      tallies.append(tally)
    }
    problems += other.problems
  }

  private static func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
    (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
  }

  private mutating func addElementFaults(_ collectors: [SchemaCollector], needsOnlyNames: Bool) {
    struct Key: Hashable {
      let file: Int32
      let message: String
    }
    var folded: [Key: SchemaCollector.ElementFault] = [:]
    let listsAreJoined = needsOnlyNames || facts.hasListed && pieces.contains { facts.isListed($0.table) }
    for fault in collectors.flatMap(\.elementFaults) where !(listsAreJoined && fault.isAboutLists) {
      let key = Key(file: fault.place.file, message: fault.message)
      guard var known = folded[key] else {
        folded[key] = fault
        continue
      }
      known.count += fault.count
      known.place = min(known.place, fault.place)
      folded[key] = known
    }
    for fault in folded.values {
      let more =
        fault.count > 1 && fault.severity == .error ? " So are \(fault.count - 1) more in this file." : ""
      problems.append(
        Problem(
          fault.severity, file: files[Int(fault.place.file)].displayName, line: Int(fault.place.line),
          column: Int(fault.place.column), fault.message + more))
    }
  }

  /// Leaves out the table whose row stands last before something that is lost.
  private mutating func suspectTablesBeforeLosses(_ names: CatalogNames) {
    for loss in losses {
      let before = tallies.filter {
        $0.file == loss.file && $0.sequence <= loss.sequence && $0.lastTable != nil
      }
      guard let table = before.max(by: { $0.sequence < $1.sequence })?.lastTable,
        suspects.insert(table).inserted
      else { continue }
      let name = names.name(Int(table))
      problems.append(
        Problem(
          file: files[Int(loss.file)].displayName, table: name.description,
          "\(name.table.clipped(to: 120)) stands last before what could not be read, so that a part of it may be missing: "
            + "it is left out of the audit."))
    }
  }

  /// Leaves out schemas that stand as bare lists of fields among which something is no field.
  private mutating func suspectBrokenSchemas() {
    guard !filesWithUnknownValues.isEmpty else { return }
    for piece in pieces where filesWithUnknownValues.contains(piece.place.file) {
      let form = Self.decode(runs.bytes(Int(piece.run))).last ?? 0
      if ExportForms.all[Int(form)].combination == .rowsOfOneFile { suspects.insert(piece.table) }
    }
  }

  // MARK: The catalog

  private mutating func catalog(_ engine: Engine?, _ folding: TableFolding?) -> Catalog {
    resolveEngines(named: engine)
    var catalog = Catalog()
    catalog.files = summaries()
    let names = CatalogNames(tables)
    let chains = PieceChains(pieces, tableCount: tables.count)
    suspectTablesBeforeLosses(names)
    suspectBrokenSchemas()
    suspectMixedSamples()
    suspectCutTables(chains, names)
    problems += CountedTables.cut(tallies, by: engines, files: files)

    var schemas = CatalogSchemas(records: recordContents)
    var faults = FaultFolder(files: files, records: recordContents)
    let listedCount = facts.listedCount
    catalog.listed.reserveCapacity(listedCount)
    if folding == nil { catalog.tables.reserveCapacity(tables.count - listedCount) }
    var indices = [Int32](repeating: -1, count: counted.isEmpty ? 0 : tables.count)
    // What an engine has counted stands for tables already.
    var folded = counted.isEmpty ? folding.map(FoldedTables.init) : nil
    // Of runs of which there is nothing to say but their columns, the number of what they come to.
    var plain = [Int32](repeating: -1, count: runs.count)
    for table in names.sorted() {
      let isSuspect = suspects.contains(UInt32(table))
      let only = chains.onlyPiece(of: table)
      var number = only.map { isSuspect ? -1 : Int(plain[Int($0.run)]) } ?? -1
      var place = only?.place
      if number < 0 {
        let own = chains.pieces(of: table).sorted { ($0.place, $0.run) < ($1.place, $1.run) }
        if own.isEmpty, facts.isListed(UInt32(table)), !isSuspect {
          catalog.listed.append(
            ListedTable(name: names.name(table), facts: facts[UInt32(table)] ?? TableFacts()))
          continue
        }
        place = own.first?.place
        let groups = groups(own, of: UInt32(table))
        number = schemas.assembly(of: groups)
        // Where something is known to be lost, the gap that it leaves is no news.
        faults.add(
          schemas.assemblies[number].faults.filter { !(isSuspect && $0.isGap) }, assembly: number,
          table: names.name(table), groups: groups, number: table)
        for group in groups { faults.add(recordsOf: group, table: table) }
        if let only, schemas.assemblies[number].faults.isEmpty,
          groups.allSatisfy({ $0.counts.isEmpty && !faults.areFaulty(recordsOf: $0) })
        {
          plain[Int(only.run)] = Int32(number)
        }
      }
      let isBigQuery = schemas.numbers[number].map { schemas.all[$0].engine == .bigQuery } ?? false
      if isBigQuery, let fault = names.fault(table), let place {
        faults.add(fault, place: place, table: names.name(table))
      }
      if !indices.isEmpty { indices[table] = Int32(catalog.tables.count) }
      let schema = isSuspect ? nil : schemas.numbers[number]
      let name = names.name(table)
      if let other = folded?.fold(
        name, schema: schema, facts: facts[UInt32(table)], at: catalog.tables.count)
      {
        catalog.tables[other].count += 1
        continue
      }
      catalog.tables.append(
        CatalogTable(
          name: name, schema: schema, facts: facts[UInt32(table)], file: place?.file ?? 0,
          line: place?.line ?? 0, column: place?.column ?? 0))
    }
    catalog.schemas = schemas.all
    catalog.folded = folded?.periods
    problems += CountedTables.add(counted, to: &catalog, indices: indices, files: files)
    catalog.problems = (problems + faults.problems(names)).sorted()
    return catalog
  }

  /// The pieces of one table, as far as they belong together.
  private func groups(_ pieces: [SchemaCollector.Piece], of table: UInt32) -> [TableAssembler.Group] {
    var groups: [TableAssembler.Group] = []
    var files: [Int32] = []
    for piece in pieces {
      var records = Self.decode(runs.bytes(Int(piece.run)))
      let form = Int(records.removeLast())
      let combination = ExportForms.all[form].combination
      let known = groups.indices.first { index in
        guard groups[index].form == form else { return false }
        switch combination {
        case .rows: return true
        case .rowsOfOneFile, .samples: return files[index] == piece.place.file
        case .whole, .shapes, .declared: return groups[index].records == records
        case .none: return false
        }
      }
      guard let known else {
        groups.append(TableAssembler.Group(form: form, records: records, place: piece.place))
        files.append(piece.place.file)
        continue
      }
      if ![.whole, .shapes, .declared].contains(combination) { groups[known].records += records }
    }
    if pieces.count > 1 {
      for index in groups.indices { groups[index].records = Array(Set(groups[index].records)).sorted() }
    }
    for index in groups.indices where ExportForms.all[groups[index].form].combination == .samples {
      groups[index].counts = groups[index].records.map { record in
        sampleCounts[SchemaCollector.SampleKey(table: table, record: record)] ?? 0
      }
    }
    return groups
  }

  /// Reads the types of exports that do not say which engine wrote them.
  private mutating func resolveEngines(named engine: Engine?) {
    for record in recordContents {
      for case .engine(let engine) in record.contents { engines.insert(engine) }
    }
    var inference = EngineInference(named: engine, known: engines, among: knownEngines)
    problems += inference.resolve(&recordContents, files: files)
  }

  /// Leaves out what looks like sample records in a file that holds something else too: it is a broken part of that.
  private mutating func suspectMixedSamples() {
    var forms: [Int32: Set<Int32>] = [:]
    for tally in tallies { forms[tally.file, default: []].insert(tally.form) }
    let mixed = forms.filter { _, forms in
      forms.count > 1 && forms.contains { ExportForms.all[Int($0)].combination == .samples }
    }
    guard !mixed.isEmpty else { return }
    var told: Set<Int32> = []
    for piece in pieces.sorted(by: { $0.place < $1.place }) where mixed[piece.place.file] != nil {
      let form = Self.decode(runs.bytes(Int(piece.run))).last ?? 0
      guard ExportForms.all[Int(form)].combination == .samples else { continue }
      suspects.insert(piece.table)
      guard told.insert(piece.place.file).inserted else { continue }
      problems.append(
        Problem(
          file: files[Int(piece.place.file)].displayName, line: Int(piece.place.line),
          column: Int(piece.place.column),
          "not an export that driftaudit knows, among values that are. Sample records of a writer need a file of their own."
        ))
    }
  }

  private func summaries() -> [Catalog.FileSummary] {
    var elements = [[Int]](repeating: [], count: files.count)
    for tally in tallies {
      let file = Int(tally.file)
      if elements[file].isEmpty { elements[file] = [Int](repeating: 0, count: ExportForms.all.count) }
      elements[file][Int(tally.form)] += Int(tally.elements)
    }
    return zip(files, elements).map { file, counts in
      Catalog.FileSummary(
        name: file.displayName,
        forms: zip(ExportForms.all, counts).filter { $1 > 0 }.map { form, count in
          Catalog.FileSummary.Form(name: form.name, elements: count, leavesUnknown: form.leavesUnknown)
        }, isNamedByPath: file.isNamedByPath)
    }
  }

  /// Whether another engine than BigQuery wrote a record.
  private func isForeign(_ record: UInt32) -> Bool {
    recordContents[Int(record)].contents.contains { content in
      if case .engine(let engine) = content { engine != .bigQuery } else { false }
    }
  }

  /// A file of exactly 100 rows is what `bq query` prints without `-n`: its last table may go on.
  private mutating func suspectCutTables(_ chains: PieceChains, _ names: CatalogNames) {
    var rows: [Int32: (count: Int, sequence: Int32, table: UInt32)] = [:]
    for tally in tallies where ExportForms.all[Int(tally.form)].combination == .rows {
      guard let table = tally.lastTable else { continue }
      let known = rows[tally.file]
      let isLater = known.map { $0.sequence < tally.sequence } ?? true
      rows[tally.file] = (
        (known?.count ?? 0) + Int(tally.elements), max(known?.sequence ?? 0, tally.sequence),
        isLater ? table : known?.table ?? table
      )
    }
    for (file, cut) in rows.sorted(by: { $0.key < $1.key }) where cut.count == 100 {
      let isKnownWhole = chains.pieces(of: Int(cut.table)).contains { piece in
        let run = Self.decode(runs.bytes(Int(piece.run)))
        return ExportForms.all[Int(run.last ?? 0)].combination != .rows
          || run.dropLast().contains(where: isForeign)
      }
      if isKnownWhole { continue }
      suspects.insert(cut.table)
      let name = names.name(Int(cut.table))
      problems.append(
        Problem(
          file: files[Int(file)].displayName, line: 1, column: 1, table: name.description,
          "exactly 100 rows, which is all that `bq query` prints unless -n is given: \(name.table.clipped()) may be "
            + "cut short and is left out of the audit. Export with -n 100000000; where the table really ends there, add "
            + "its `bq show --format=prettyjson` to the inputs."))
    }
  }
}
