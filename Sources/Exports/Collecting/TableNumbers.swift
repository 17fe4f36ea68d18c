import CSimdjson
import JSONInput
import Schema

/// The tables that one reading thread has met, each with a small number.
///
/// A table's bytes are project, dataset and table, each as `ByteKey.appendName` writes it.
final class TableNumbers {
  private let names = ByteInterner()
  private let key = ByteKey()
  /// The table of the row before, which most rows have too.
  @exclusivity(unchecked) private var last: UInt32?

  /// How many tables there are; their numbers are 0 ..< count.
  var count: Int { names.count }

  /// The names by their numbers, in the order in which tables were met.
  var catalogNames: CatalogNames { CatalogNames(names) }

  /// The bytes of a table; valid until the next one is added.
  func bytes(_ number: UInt32) -> UnsafeRawBufferPointer { names.bytes(Int(number)) }

  /// The number of the table that three values name: project, dataset and table; nil where the last is not a name, or
  /// one of them is longer than any name.
  func number(of names: UnsafeBufferPointer<csj_slot>) -> UInt32? {
    guard let name = names.last, name.kind == CSJ_STRING, name.length > 0,
      names.allSatisfy({ $0.kind != CSJ_STRING || $0.length <= BigQueryName.longestTableName })
    else { return nil }
    key.clear()
    key.append(namesOf: names)
    return numberOfKey()
  }

  /// The number of a table.
  func number(of name: TableName) -> UInt32 {
    key.clear()
    for part in [name.project, name.dataset, name.table] {
      if let part {
        var part = part
        part.withUTF8 { key.appendName(UnsafeRawBufferPointer($0)) }
      } else {
        key.appendName(nil)
      }
    }
    return numberOfKey()
  }

  /// The number of the table that has these bytes, which are those of another table's with another name after project
  /// and dataset.
  func number(scope: UnsafeRawBufferPointer, name: UnsafeRawBufferPointer) -> UInt32 {
    key.clear()
    key.append(raw: scope)
    key.appendName(name)
    return numberOfKey()
  }

  private func numberOfKey() -> UInt32 {
    if let last, names.isEqual(Int(last), key.bytes) { return last }
    let number = UInt32(names.intern(key.bytes).number)
    last = number
    return number
  }

  /// A table's name.
  func name(_ number: UInt32) -> TableName {
    let parts = bytes(number).split(separator: 0xFF, maxSplits: 3, omittingEmptySubsequences: false)
    func part(_ index: Int) -> String? {
      parts[index].first == 0xFE ? nil : String(decoding: parts[index], as: UTF8.self)
    }
    return TableName(project: part(0), dataset: part(1), table: part(2) ?? "")
  }

  /// Takes over the tables of another thread: for each of its numbers the number here.
  func merge(_ other: TableNumbers) -> [UInt32] {
    (0..<other.count).map { UInt32(names.intern(other.names.bytes($0)).number) }
  }
}
