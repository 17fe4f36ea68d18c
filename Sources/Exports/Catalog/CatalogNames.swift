import JSONInput
import Schema
import Text
import Platform

/// The names of all tables, by their numbers.
struct CatalogNames {
  private struct GroupName {
    let project: String?
    let dataset: String?
  }

  private let interner: ByteInterner
  /// Which tables share project and dataset.
  private var groups: [Int32] = []
  private var groupNames: [GroupName] = []
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
        groupNames.append(GroupName(project: part(0), dataset: part(1)))
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

  /// How many tables there are.
  var count: Int { interner.count }

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
