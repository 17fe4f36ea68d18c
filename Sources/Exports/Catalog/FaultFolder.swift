import JSONInput
import Schema
import Text

/// Reports one fault of many tables once.
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
      if let conflict = fault.conflict {
        place = groups[conflict.other].place
        let file = files[Int(groups[conflict.first].place.file)].displayName
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
      return Problem(entry.fault.severity, at: entry.place, in: files, table: name.description, message)
    }
  }
}
