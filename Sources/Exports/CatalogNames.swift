import Platform
import JSONInput
import Schema
import Text

/// The names of all tables, by their numbers.
struct CatalogNames {
  private let interner: ByteInterner
  /// Which tables share project and dataset.
  private var groups: [Int32] = []
  private var groupNames: [(project: String?, dataset: String?)] = []
  private var prefixes: [Int] = []

  init(_ interner: ByteInterner) {
    self.interner = interner
    let distinct = ByteInterner()
    groups.reserveCapacity(interner.count)
    for number in 0..<interner.count {
      let bytes = interner.bytes(number)
      let prefix = Self.prefixLength(bytes)
      let (group, isNew) = distinct.intern(UnsafeRawBufferPointer(rebasing: bytes[..<prefix]))
      groups.append(Int32(group))
      if isNew {
        let parts = bytes[..<prefix].split(separator: 0xFF, omittingEmptySubsequences: false)
        func part(_ index: Int) -> String? {
          parts[index].first == 0xFE ? nil : String(decoding: parts[index], as: UTF8.self)
        }
        groupNames.append((part(0), part(1)))
        prefixes.append(prefix)
      }
    }
  }

  private static func prefixLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    var ends = 0
    for (index, byte) in bytes.enumerated() where byte == 0xFF {
      ends += 1
      if ends == 2 { return index + 1 }
    }
    return bytes.count
  }

  /// The bytes of the table's own name.
  private func tableBytes(_ number: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: interner.bytes(number)[prefixes[Int(groups[number])]...].dropLast())
  }

  /// A table's name. Names of one dataset share the texts of project and dataset.
  func name(_ number: Int) -> TableName {
    let group = groupNames[Int(groups[number])]
    return TableName(
      project: group.project, dataset: group.dataset,
      table: String(decoding: tableBytes(number), as: UTF8.self))
  }

  /// What is wrong with a table's name; nil where BigQuery can have it, or where it is a file's name.
  func fault(_ number: Int) -> String? {
    let group = groupNames[Int(groups[number])]
    let isUsual = tableBytes(number).allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || byte == 0x5F
    }
    return isUsual || group.dataset == nil ? nil : BigQueryName.fault(inTable: name(number).table)
  }

  /// All tables' numbers in the order of their names.
  func sorted() -> [Int] {
    (0..<interner.count).sorted { left, right in
      guard groups[left] == groups[right] else { return name(left) < name(right) }
      return Self.precedes(tableBytes(left), tableBytes(right))
    }
  }

  private static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard let one = left.baseAddress, let other = right.baseAddress else { return left.count < right.count }
    let order = Memory.order(one, other, min(left.count, right.count))
    return order == 0 ? left.count < right.count : order < 0
  }
}

/// Which pieces each table has.
struct PieceChains {
  private let pieces: [SchemaCollector.Piece]
  /// The last piece of each table, and for each piece the one before it; -1 where there is none.
  private var last: [Int32]
  private var previous: [Int32]

  init(_ pieces: [SchemaCollector.Piece], tableCount: Int) {
    self.pieces = pieces
    last = [Int32](repeating: -1, count: tableCount)
    previous = [Int32](repeating: -1, count: pieces.count)
    for (index, piece) in pieces.enumerated() {
      previous[index] = last[Int(piece.table)]
      last[Int(piece.table)] = Int32(index)
    }
  }

  /// The piece of a table that has but one; nil where it has more, or none.
  func onlyPiece(of table: Int) -> SchemaCollector.Piece? {
    let only = last[table]
    return only >= 0 && previous[Int(only)] < 0 ? pieces[Int(only)] : nil
  }

  /// The pieces of a table, in no particular order.
  func pieces(of table: Int) -> [SchemaCollector.Piece] {
    var own: [SchemaCollector.Piece] = []
    var next = last[table]
    while next >= 0 {
      own.append(pieces[Int(next)])
      next = previous[Int(next)]
    }
    return own
  }
}

/// Tells one fault of many tables once.
struct FaultFolder {
  private enum Key: Hashable {
    case record(UInt32, Int)
    case assembly(Int, Int)
    case name(String)
  }

  private struct Entry {
    var fault: RecordFault
    var place: ExportPlace
    /// The table to name; nil where the record knows it.
    var table: TableName?
    var record: UInt32?
    var count: Int
  }

  private let files: [InputFile]
  private let records: [SchemaRecord]
  private let faulty: [Bool]
  private var entries: [Key: Entry] = [:]

  init(files: [InputFile], records: [SchemaRecord]) {
    self.files = files
    self.records = records
    faulty = records.map { record in
      record.contents.contains { if case .fault = $0 { true } else { false } }
    }
  }

  /// Notes what kept a table from being put together.
  mutating func add(
    _ faults: [TableAssembler.Fault], assembly: Int, table: TableName, groups: [TableAssembler.Group],
    number: Int
  ) {
    for (index, fault) in faults.enumerated() {
      let key = Key.assembly(assembly, index)
      guard entries[key] == nil else {
        entries[key]?.count += 1
        continue
      }
      var place = fault.group.map { groups[$0].place } ?? groups.first?.place
      var message = fault.message
      if let (first, other) = fault.groups {
        place = groups[other].place
        let file = files[Int(groups[first].place.file)].displayName
        message = "other columns than in \(file.clipped(to: 200)) (\(message))"
      }
      if let record = fault.record.map({ records[Int($0)] }), record.table == UInt32(number) {
        place = record.place
      }
      guard let place else { continue }
      entries[key] = Entry(
        fault: RecordFault(
          message: message, nearest: nil, path: "", leavesTableOut: !fault.isWarning,
          severity: fault.isWarning ? .warning : .error), place: place, table: table,
        count: 1)
    }
  }

  /// Whether something is wrong with any of a group's records.
  func areFaulty(recordsOf group: TableAssembler.Group) -> Bool {
    group.records.contains { faulty[Int($0)] }
  }

  /// Notes the faults that stand in a table's records themselves.
  mutating func add(recordsOf group: TableAssembler.Group, table: Int) {
    for number in group.records where faulty[Int(number)] {
      let record = records[Int(number)]
      for (index, content) in record.contents.enumerated() {
        guard case .fault(let fault) = content else { continue }
        let key = Key.record(number, index)
        if entries[key] != nil {
          entries[key]?.count += 1
        } else {
          entries[key] = Entry(fault: fault, place: record.place, record: number, count: 1)
        }
      }
    }
  }

  /// Notes a table's impossible name.
  mutating func add(_ fault: String, place: ExportPlace, table: TableName) {
    entries[.name(table.description)] = Entry(
      fault: RecordFault(message: fault, nearest: nil, path: "", leavesTableOut: false), place: place,
      table: table,
      count: 1)
  }

  /// One problem for each fault.
  func problems(_ names: CatalogNames) -> [Problem] {
    entries.map { key, entry in
      let name = entry.table ?? names.name(Int(entry.record.map { records[Int($0)].table } ?? 0))
      let others = entry.count - 1
      var message = entry.fault.message
      if case .name = key {
      } else {
        message += " in \(name.table.clipped(to: 120))"
        if others > 0 { message += " and \(Count.of(others, "other table"))" }
      }
      if let nearest = entry.fault.nearest { message += " (nearest: \(nearest))" }
      message += "."
      if entry.fault.leavesTableOut {
        message +=
          others > 0 ? " The tables are left out of the audit." : " The table is left out of the audit."
      }
      return Problem(
        entry.fault.severity, file: files[Int(entry.place.file)].displayName, line: Int(entry.place.line),
        column: Int(entry.place.column),
        table: name.description, message)
    }
  }
}
