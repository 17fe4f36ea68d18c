import Engines
import JSONInput
import Schema

/// Brings together what the reading threads have found. The outcome does not depend on which thread read what.
struct CatalogBuilder {
  private let forms: [any ExportForm.Type]
  private let files: [InputFile]
  private let knownEngines: EngineSet
  // The first collector's numbers are everybody's; the others' are translated into them.
  private let tables: TableNumbers
  private let records: DistinctRecords
  private let pieces: TablePieces
  private var tallies: WindowTallies
  private var notes: TableNotes
  private var faults: ReadingFaults

  /// The catalog of what the collectors hold together.
  ///
  /// - Parameters:
  ///   - forms: The forms by whose numbers the collectors name them.
  ///   - losses: Stretches that were lost before any thread saw them.
  static func build(
    _ collectors: [SchemaCollector], forms: [any ExportForm.Type], files: [InputFile],
    losses: [ReadingFaults.Loss], engine: Engine? = nil, needsOnlyNames: Bool = false, isStrict: Bool = false,
    folding: TableFolding? = nil
  ) -> Catalog {
    var builder = CatalogBuilder(collectors.first ?? SchemaCollector(among: .all), forms: forms, files: files)
    for collector in collectors.dropFirst() { builder.merge(collector) }
    return builder.catalog(
      losses: losses, engine: engine, needsOnlyNames: needsOnlyNames, isStrict: isStrict, folding: folding)
  }

  private init(_ first: SchemaCollector, forms: [any ExportForm.Type], files: [InputFile]) {
    self.forms = forms
    self.files = files
    knownEngines = first.knownEngines
    tables = first.tables
    records = first.records
    pieces = first.pieces
    tallies = first.tallies
    notes = first.notes
    faults = first.faults
  }

  private mutating func merge(_ other: SchemaCollector) {
    let tableNumbers = tables.merge(other.tables)
    let recordNumbers = records.merge(other.records, tables: tableNumbers)
    pieces.merge(other.pieces, tables: tableNumbers, records: recordNumbers)
    tallies.merge(other.tallies, tables: tableNumbers)
    notes.merge(other.notes, tables: tableNumbers, records: recordNumbers)
    faults.merge(other.faults, tables: tableNumbers)
  }

  private func catalog(
    losses: [ReadingFaults.Loss], engine: Engine?, needsOnlyNames: Bool, isStrict: Bool,
    folding: TableFolding?
  ) -> Catalog {
    var engines = notes.engines
    for record in records.all {
      for case .engine(let engine) in record.contents { engines.insert(engine) }
    }
    notes.avroNames.resolve(&records.all, files: files.map(\.displayName))
    var inference = EngineInference(named: engine, known: engines, among: knownEngines)
    var problems = faults.problems + elementProblems(needsOnlyNames: needsOnlyNames)
    problems += inference.resolve(&records.all, files: files)

    let foreign = ForeignFiles(faults.foreign, files: files, isStrict: isStrict, mixed: holdsOther)
    problems += foreign.problems

    let names = tables.catalogNames
    let chains = PieceChains(pieces.all, tableCount: tables.count)
    var suspects = SuspectTables(
      faults.suspects, forms: forms, files: files, names: names, pieces: pieces, records: records.all,
      tallies: tallies.all)
    suspects.addTablesBeforeLosses(losses + faults.losses)
    suspects.addBrokenSchemas(in: faults.filesWithUnknownValues)
    suspects.addMixedSamples()
    suspects.addTables(ofFiles: foreign.refused)
    suspects.addCutTables(chains)
    problems += suspects.problems
    problems += problemsOfFilesWithoutTables()
    problems += CountedTables.cut(tallies.all, forms: forms, by: engines, files: files)

    var found = CatalogTables(
      forms: forms, files: files, names: names, records: records.all, pieces: pieces, chains: chains,
      notes: notes, suspects: suspects.tables, folding: folding)
    for table in names.sorted() { found.add(table) }
    var catalog = found.catalog(files: summaries(foreign), problems: problems)
    catalog.loneObjects = loneObjects
    return catalog
  }

  /// Files that hold one object with others inside, and nothing else: what a tool keeps for itself looks so, and a record
  /// does too if most of its keys are main's.
  private var loneObjects: [Problem] {
    faults.firstNested.sorted().filter { place in
      tallies.all.reduce(0) { $1.file == place.file ? $0 + $1.elements : $0 } == 1
    }.map { place in
      Problem(
        at: place, in: files,
        "one object with others inside of it, of no kind that driftaudit knows: this is no export. Sample records of a "
          + "writer are given as an array, or several, one a line.")
    }
  }

  /// Whether a file holds values of forms that are read.
  private func holdsOther(_ file: Int32) -> Bool {
    tallies.all.contains { $0.file == file && forms[Int($0.form)] != ForeignForm.self }
  }

  /// One problem for each fault of values. That a list holds no columns is none where other exports hold them, or where
  /// nobody asks for columns.
  private func elementProblems(needsOnlyNames: Bool) -> [Problem] {
    let facts = notes.facts
    let listsAreJoined =
      needsOnlyNames || facts.hasListed && pieces.all.contains { facts.isListed($0.table) }
    return faults.ofElements.filter { !(listsAreJoined && $0.isAboutLists) }.map { fault in
      let more =
        fault.count > 1 && fault.severity == .error ? " So are \(fault.count - 1) more in this file." : ""
      return Problem(fault.severity, at: fault.place, in: files, fault.message + more)
    }
  }

  /// One problem for each file that holds values of a form, and none that says something of a table.
  private func problemsOfFilesWithoutTables() -> [Problem] {
    var hasTable: [Int32: [Int32: Bool]] = [:]
    for tally in tallies.all {
      hasTable[tally.file, default: [:]][tally.form, default: false] =
        tally.lastTable != nil || hasTable[tally.file]?[tally.form] ?? false
    }
    return hasTable.flatMap { file, found -> [Problem] in
      let input = files[Int(file)]
      return found.filter { !$0.value }.compactMap { form, _ in
        forms[Int(form)].withoutTables(input).map {
          Problem(file: input.displayName, line: 1, column: 1, $0)
        }
      }
    }
  }

  /// Which forms each file holds.
  private func summaries(_ foreign: ForeignFiles) -> [Catalog.FileSummary] {
    var elements = [[Int]](repeating: [], count: files.count)
    for tally in tallies.all {
      let file = Int(tally.file)
      if elements[file].isEmpty { elements[file] = [Int](repeating: 0, count: forms.count) }
      elements[file][Int(tally.form)] += Int(tally.elements)
    }
    return zip(files, elements).enumerated().map { number, found in
      let (file, counts) = found
      return Catalog.FileSummary(
        name: file.displayName,
        forms: zip(forms, counts).filter { $1 > 0 }.map { form, count in
          var found = Catalog.FileSummary.Form(
            name: form.name, elements: count, leavesUnknown: form.leavesUnknown)
          if form == ForeignForm.self, let kind = foreign.kinds[Int32(clamping: number)] { found.name = kind }
          found.recognisedBy = form.recognisedBy
          found.isRead = form != ForeignForm.self && form != OwnFilesForm.self
          return found
        }, isNamedByPath: file.isNamedByPath)
    }
  }
}

extension Problem {
  /// A problem at a place in one of the files that were read.
  init(
    _ severity: Severity = .error, at place: ExportPlace, in files: [InputFile], table: String? = nil,
    _ message: String
  ) {
    self.init(
      severity, file: files[Int(place.file)].displayName, line: Int(place.line), column: Int(place.column),
      table: table, message)
  }
}
