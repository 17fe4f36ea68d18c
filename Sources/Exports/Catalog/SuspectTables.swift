import Engines
import JSONInput
import Schema
import Text

/// Finds the tables of which a part may be missing, so that they are left out of the audit, and says why.
struct SuspectTables {
  /// The tables' numbers.
  private(set) var tables: Set<UInt32>
  private(set) var problems: [Problem] = []

  private let forms: [any ExportForm.Type]
  private let files: [InputFile]
  private let names: CatalogNames
  private let pieces: TablePieces
  private let records: [SchemaRecord]
  private let tallies: [WindowTallies.Tally]

  /// Tables that are suspect already, of which something was said when they were read.
  init(
    _ tables: Set<UInt32>, forms: [any ExportForm.Type], files: [InputFile], names: CatalogNames,
    pieces: TablePieces, records: [SchemaRecord], tallies: [WindowTallies.Tally]
  ) {
    self.tables = tables
    self.forms = forms
    self.files = files
    self.names = names
    self.pieces = pieces
    self.records = records
    self.tallies = tallies
  }

  /// The table whose row is the last before something that is lost.
  mutating func addTablesBeforeLosses(_ losses: [ReadingFaults.Loss]) {
    for loss in losses {
      let before = tallies.filter {
        $0.file == loss.file && $0.sequence <= loss.sequence && $0.lastTable != nil
      }
      guard let table = before.max(by: { $0.sequence < $1.sequence })?.lastTable,
        tables.insert(table).inserted
      else { continue }
      let name = names.name(Int(table))
      problems.append(
        Problem(
          file: files[Int(loss.file)].displayName, table: name.description,
          "\(name.table.clipped(to: 120)) stands last before what could not be read, so that a part of it may be missing: "
            + "it is left out of the audit."))
    }
  }

  /// Schemas that are bare lists of fields among which something is no field.
  mutating func addBrokenSchemas(in filesWithUnknownValues: Set<Int32>) {
    guard !filesWithUnknownValues.isEmpty else { return }
    for piece in pieces.all
    where filesWithUnknownValues.contains(piece.place.file) && combination(of: piece) == .rowsOfOneFile {
      tables.insert(piece.table)
    }
  }

  /// Tables of files of which nothing counts.
  mutating func addTables(ofFiles refused: Set<Int32>) {
    guard !refused.isEmpty else { return }
    for piece in pieces.all where refused.contains(piece.place.file) { tables.insert(piece.table) }
  }

  /// What looks like sample records in a file that holds something else too: it is a broken part of that.
  mutating func addMixedSamples() {
    var formsOfFiles: [Int32: Set<Int32>] = [:]
    for tally in tallies { formsOfFiles[tally.file, default: []].insert(tally.form) }
    let mixed = formsOfFiles.filter { _, found in
      found.count > 1 && found.contains { forms[Int($0)].combination == .samples }
        && !found.contains { forms[Int($0)] == ForeignForm.self }
    }
    guard !mixed.isEmpty else { return }
    var reported: Set<Int32> = []
    for piece in pieces.all.sorted(by: { $0.place < $1.place })
    where mixed[piece.place.file] != nil && combination(of: piece) == .samples {
      tables.insert(piece.table)
      guard reported.insert(piece.place.file).inserted else { continue }
      problems.append(
        Problem(
          at: piece.place, in: files,
          "not an export that driftaudit knows, among values that are. Sample records of a writer need a file of their own."
        ))
    }
  }

  /// A file of exactly 100 rows is what `bq query` prints without `-n`: its last table may go on.
  mutating func addCutTables(_ chains: PieceChains) {
    for (file, rows) in rowsOfFiles().sorted(by: { $0.key < $1.key }) where rows.count == 100 {
      if chains.pieces(of: Int(rows.lastTable)).contains(where: isKnownWhole) { continue }
      tables.insert(rows.lastTable)
      let name = names.name(Int(rows.lastTable))
      problems.append(
        Problem(
          file: files[Int(file)].displayName, line: 1, column: 1, table: name.description,
          "exactly 100 rows, which is all that `bq query` prints unless -n is given: \(name.table.clipped()) may be "
            + "cut short and is left out of the audit. Export with -n 100000000; where the table really ends there, add "
            + "its `bq show --format=prettyjson` to the inputs."))
    }
  }

  /// The rows of one file.
  private struct Rows {
    var count = 0
    /// The last window that was looked at, and the table of its last row.
    var sequence: Int32
    var lastTable: UInt32
  }

  private func rowsOfFiles() -> [Int32: Rows] {
    var files: [Int32: Rows] = [:]
    for tally in tallies where forms[Int(tally.form)].combination == .rows {
      guard let table = tally.lastTable else { continue }
      var rows = files[tally.file] ?? Rows(sequence: tally.sequence, lastTable: table)
      rows.count += Int(tally.elements)
      if rows.sequence < tally.sequence {
        rows.sequence = tally.sequence
        rows.lastTable = table
      }
      files[tally.file] = rows
    }
    return files
  }

  /// Whether a piece shows that its table is whole, or is another engine's.
  private func isKnownWhole(_ piece: TablePieces.Piece) -> Bool {
    let run = pieces.run(piece.run)
    return forms[run.form].combination != .rows || run.records.contains(where: isForeign)
  }

  /// Whether another engine than BigQuery wrote a record.
  private func isForeign(_ record: UInt32) -> Bool {
    records[Int(record)].contents.contains { content in
      if case .engine(let engine) = content { engine != .bigQuery } else { false }
    }
  }

  private func combination(of piece: TablePieces.Piece) -> ExportCombination {
    forms[pieces.form(ofRun: piece.run)].combination
  }
}
