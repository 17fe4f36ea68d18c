import JSONInput

/// Which records each table has.
///
/// Rows of a table that stand together become one run of record numbers, and equal runs are one. So memory grows with
/// the distinct shapes and the tables' names; only rows that are scattered among rows of other tables cost more, some
/// twenty bytes each.
final class TablePieces {
  /// Rows of one table that stood together.
  struct Piece {
    var table: UInt32
    var run: UInt32
    var place: ExportPlace
  }

  /// The records of a piece, ascending and each once, and the form that read them.
  struct Run {
    var records: [UInt32]
    var form: Int
  }

  /// The pieces, in the order in which they were read.
  @exclusivity(unchecked) private(set) var all: [Piece] = []

  /// Runs, ascending; each ends with its form.
  private let runs = ByteInterner()
  /// Runs in the order in which their rows stood, and for each the number of the same run in ascending order.
  private let runsAsWritten = ByteInterner()
  private var ascending: [UInt32] = []
  /// The rows that stand together so far.
  @exclusivity(unchecked) private var records: [UInt32] = []
  @exclusivity(unchecked) private var table: UInt32?
  @exclusivity(unchecked) private var form = 0
  private var place = ExportPlace(file: 0, line: 0, column: 0)

  /// How many distinct runs there are; their numbers are 0 ..< runCount.
  var runCount: Int { runs.count }

  // MARK: Adding

  /// Adds a record to a table; `place` is only asked for where its run begins.
  func add(_ record: UInt32, to table: UInt32, form: Int, at place: @autoclosure () -> ExportPlace) {
    if table != self.table || form != self.form {
      endRun()
      self.table = table
      self.form = form
      self.place = place()
    }
    records.append(record)
  }

  /// Adds further records to the run of the record that was added last.
  func add(further records: some Sequence<UInt32>) { self.records.append(contentsOf: records) }

  /// Adds records that are the whole of each of some tables.
  func add(whole records: [UInt32], to tables: [UInt32], form: Int, at place: ExportPlace) {
    endRun()
    for table in tables {
      (self.table, self.form, self.place, self.records) = (table, form, place, records)
      endRun()
    }
  }

  /// Ends the run: what comes next is no part of it.
  func endRun() {
    guard let table else { return }
    self.table = nil
    records.append(UInt32(form))
    let (written, isNew) = records.withUnsafeBytes { runsAsWritten.intern($0) }
    if isNew { ascending.append(ascendingRun()) }
    records.removeAll(keepingCapacity: true)
    all.append(Piece(table: table, run: ascending[written], place: place))
  }

  /// The number of the run in ascending order, each record once.
  private func ascendingRun() -> UInt32 {
    let records = records.dropLast()
    if !zip(records, records.dropFirst()).allSatisfy({ $0 < $1 }) {
      self.records = Set(records).sorted() + [UInt32(form)]
    }
    return self.records.withUnsafeBytes { UInt32(runs.intern($0).number) }
  }

  // MARK: Reading

  /// A run by its number.
  func run(_ number: UInt32) -> Run {
    var records = decoded(number)
    let form = Int(records.removeLast())
    return Run(records: records, form: form)
  }

  /// The form of a run.
  func form(ofRun number: UInt32) -> Int {
    let bytes = runs.bytes(Int(number))
    return Int(bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
  }

  private func decoded(_ number: UInt32) -> [UInt32] {
    let bytes = runs.bytes(Int(number))
    return (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
  }

  /// Takes over the pieces of another thread.
  ///
  /// - Parameters:
  ///   - tables: For each of its tables the number here.
  ///   - records: For each of its records the number here.
  func merge(_ other: TablePieces, tables: [UInt32], records: [UInt32]) {
    let numbers = (0..<other.runCount).map { number in
      let run = other.run(UInt32(number))
      let translated = run.records.map { records[Int($0)] }.sorted() + [UInt32(run.form)]
      return UInt32(translated.withUnsafeBytes { runs.intern($0).number })
    }
    for piece in other.all {
      all.append(
        Piece(table: tables[Int(piece.table)], run: numbers[Int(piece.run)], place: piece.place))
    }
  }
}
