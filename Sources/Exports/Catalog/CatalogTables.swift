import Engines
import JSONInput
import Schema
import Text

/// Puts tables into a catalog, one after another in the order of their names.
struct CatalogTables {
  private let forms: [any ExportForm.Type]
  private let files: [InputFile]
  private let names: CatalogNames
  private let pieces: TablePieces
  private let chains: PieceChains
  private let notes: TableNotes
  private let suspects: Set<UInt32>

  private var catalog = Catalog()
  private var schemas: CatalogSchemas
  private var faults: FaultFolder
  /// Tables that count with others; nil where each has a place of its own.
  private var folded: FoldedTables?
  /// For each table its index in the catalog, where something is counted; -1 for one that is not among its tables.
  private var indices: [Int32]
  /// For each run of which there is nothing to say but its columns the number of its assembly; else -1.
  private var plainAssemblies: [Int32]

  /// The columns of one table, put together.
  private struct Assembled {
    /// The number of the assembly.
    let number: Int
    /// Where the table was met first.
    let place: ExportPlace?
  }

  init(
    forms: [any ExportForm.Type], files: [InputFile], names: CatalogNames, records: [SchemaRecord],
    pieces: TablePieces, chains: PieceChains, notes: TableNotes, suspects: Set<UInt32>,
    folding: TableFolding?
  ) {
    self.forms = forms
    self.files = files
    self.names = names
    self.pieces = pieces
    self.chains = chains
    self.notes = notes
    self.suspects = suspects
    schemas = CatalogSchemas(records: records, forms: forms)
    faults = FaultFolder(files: files, records: records)
    // What an engine has counted stands for tables already.
    folded = notes.counted.isEmpty ? folding.map(FoldedTables.init) : nil
    indices = [Int32](repeating: -1, count: notes.counted.isEmpty ? 0 : names.count)
    plainAssemblies = [Int32](repeating: -1, count: pieces.runCount)
    let listedCount = notes.facts.listedCount
    catalog.listed.reserveCapacity(listedCount)
    if folding == nil { catalog.tables.reserveCapacity(names.count - listedCount) }
  }

  /// Adds the table with a number.
  mutating func add(_ table: Int) {
    let name = names.name(table)
    let facts = notes.facts[UInt32(table)]
    guard let assembled = assembled(table, name) else {
      return catalog.listed.append(ListedTable(name: name, facts: facts ?? TableFacts()))
    }
    let number = schemas.numbers[assembled.number]
    if let number, schemas.all[number].engine == .bigQuery, let fault = names.fault(table),
      let place = assembled.place, files[Int(place.file)].tableFolder == nil
    {
      faults.add(fault, place: place, table: name)
    }
    if !indices.isEmpty { indices[table] = Int32(catalog.tables.count) }
    let schema = suspects.contains(UInt32(table)) ? nil : number
    if let other = folded?.fold(name, schema: schema, facts: facts, at: catalog.tables.count) {
      catalog.tables[other].count += 1
      return
    }
    let place = assembled.place
    catalog.tables.append(
      CatalogTable(
        name: name, schema: schema, facts: facts, file: place?.file ?? 0, line: place?.line ?? 0,
        column: place?.column ?? 0))
  }

  /// The columns of a table; nil where nothing but lists names it.
  ///
  /// Most tables are one run that others have too: of these only the run's number is looked at.
  private mutating func assembled(_ table: Int, _ name: TableName) -> Assembled? {
    let isSuspect = suspects.contains(UInt32(table))
    let only = chains.onlyPiece(of: table)
    if let only, !isSuspect, plainAssemblies[Int(only.run)] >= 0 {
      return Assembled(number: Int(plainAssemblies[Int(only.run)]), place: only.place)
    }
    let own = chains.pieces(of: table).sorted { ($0.place, $0.run) < ($1.place, $1.run) }
    if own.isEmpty, notes.facts.isListed(UInt32(table)), !isSuspect { return nil }
    let groups = groups(own, of: UInt32(table))
    let number = schemas.assembly(of: groups)
    let assembly = schemas.assemblies[number]
    // Where something is known to be lost, the gap that it leaves is no news.
    faults.add(
      assembly.faults.filter { !(isSuspect && $0.isGap) }, assembly: number, table: name, groups: groups,
      number: table)
    if !assembly.faults.contains(where: \.isNoSchema) {
      for group in groups { faults.add(recordsOf: group, table: table) }
    }
    if let only, assembly.faults.isEmpty,
      groups.allSatisfy({ $0.counts.isEmpty && !faults.areFaulty(recordsOf: $0) })
    {
      plainAssemblies[Int(only.run)] = Int32(number)
    }
    return Assembled(number: number, place: own.first?.place)
  }

  /// The pieces of one table, as far as they belong together.
  private func groups(_ pieces: [TablePieces.Piece], of table: UInt32) -> [TableAssembler.Group] {
    var groups: [TableAssembler.Group] = []
    for piece in withoutReplaced(pieces) {
      let run = self.pieces.run(piece.run)
      let combination = forms[run.form].combination
      let known = groups.indices.first { index in
        guard groups[index].form == run.form else { return false }
        switch combination {
        case .rows: return true
        case .rowsOfOneFile, .samples: return groups[index].place.file == piece.place.file
        case .whole, .log, .shapes, .declared: return groups[index].records == run.records
        case .none: return false
        }
      }
      guard let known else {
        groups.append(TableAssembler.Group(form: run.form, records: run.records, place: piece.place))
        continue
      }
      switch combination {
      case .rows, .rowsOfOneFile, .samples, .none: groups[known].records += run.records
      // Another piece with these very records.
      case .whole, .log, .shapes, .declared: break
      }
    }
    if pieces.count > 1 {
      for index in groups.indices { groups[index].records = Array(Set(groups[index].records)).sorted() }
    }
    for index in groups.indices where forms[groups[index].form].combination == .samples {
      groups[index].counts = groups[index].records.map { notes.sampleCount($0, of: table) }
    }
    return groups
  }

  /// The pieces without those of a log that another one in the same file comes after.
  private func withoutReplaced(_ pieces: [TablePieces.Piece]) -> [TablePieces.Piece] {
    guard pieces.count > 1 else { return pieces }
    let isOfLog = pieces.map { forms[self.pieces.form(ofRun: $0.run)].combination == .log }
    guard isOfLog.contains(true) else { return pieces }
    return pieces.indices.filter { index in
      let later = pieces.indices.dropFirst(index + 1)
      return !isOfLog[index]
        || !later.contains { isOfLog[$0] && pieces[$0].place.file == pieces[index].place.file }
    }.map { pieces[$0] }
  }

  /// The catalog of the tables that were added.
  ///
  /// - Parameter problems: What is known to be wrong besides.
  mutating func catalog(files summaries: [Catalog.FileSummary], problems: [Problem]) -> Catalog {
    catalog.files = summaries
    catalog.schemas = schemas.all
    catalog.folded = folded?.periods
    let twice = CountedTables.add(notes.counted, to: &catalog, indices: indices, files: files)
    catalog.problems = (problems + twice + faults.problems(names)).sorted()
    return catalog
  }
}
