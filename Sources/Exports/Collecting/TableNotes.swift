import Engines
import Schema
import Text

/// What one reading thread has read about tables besides their columns.
struct TableNotes {
  /// Tables of one schema that an engine has counted, of which not all need be named.
  struct Counted {
    /// Those that are named.
    var tables: [UInt32]
    var count: Int
    var created: Span<Moment>?
    var family: String?
    var selection: String?
    var place: ExportPlace
  }

  /// Sample records of one table that are alike.
  private struct SampleKey: Hashable {
    var table: UInt32
    var record: UInt32
  }

  /// Times, kinds and sizes of tables, and which tables stand in lists.
  var facts = FactsOfTables()
  /// What engines have counted.
  private(set) var counted: [Counted] = []
  /// The engines that exports name, of tables and of others beside them.
  private(set) var engines: Set<Engine> = []
  /// The named types that Avro schemas declare.
  var avroNames = AvroNames()
  private var sampleCounts: [SampleKey: Int] = [:]

  mutating func add(_ tables: Counted) { counted.append(tables) }

  mutating func add(_ engine: Engine) { engines.insert(engine) }

  /// Counts a sample record of a table.
  mutating func countSample(_ record: UInt32, of table: UInt32) {
    sampleCounts[SampleKey(table: table, record: record), default: 0] += 1
  }

  /// How many sample records of a table are like one.
  func sampleCount(_ record: UInt32, of table: UInt32) -> Int {
    sampleCounts[SampleKey(table: table, record: record)] ?? 0
  }

  /// Takes over the notes of another thread.
  ///
  /// - Parameters:
  ///   - tables: For each of its tables the number here.
  ///   - records: For each of its records the number here.
  mutating func merge(_ other: TableNotes, tables: [UInt32], records: [UInt32]) {
    facts.merge(other.facts, numbers: tables)
    for counted in other.counted {
      var counted = counted
      counted.tables = counted.tables.map { tables[Int($0)] }
      self.counted.append(counted)
    }
    engines.formUnion(other.engines)
    avroNames.merge(other.avroNames)
    for (key, count) in other.sampleCounts {
      let here = SampleKey(table: tables[Int(key.table)], record: records[Int(key.record)])
      sampleCounts[here, default: 0] += count
    }
  }
}
