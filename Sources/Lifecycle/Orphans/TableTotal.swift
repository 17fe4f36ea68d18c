import Text

/// Tables and their bytes.
package struct TableTotal: Hashable, Sendable {
  /// How many tables.
  package var tables = 0
  /// Bytes of those of which lists tell them.
  package var bytes = 0
  /// Tables of which no list tells their bytes.
  package var unsized = 0

  /// The total of some tables.
  package init(_ tables: some Sequence<OrphanReport.Table>) {
    for table in tables { add(table) }
  }

  /// Counts a table more.
  package mutating func add(_ table: OrphanReport.Table) {
    tables += 1
    if let size = table.bytes {
      bytes = bytes.addingReportingOverflow(size).partialValue
    } else {
      unsized += 1
    }
  }

  /// The bytes, `at least` where lists do not tell all; nil where they tell none.
  package var sizeText: String? {
    guard unsized < tables else { return nil }
    return (unsized > 0 ? "at least " : "") + ByteText.of(bytes)
  }

  package static func + (left: TableTotal, right: TableTotal) -> TableTotal {
    var sum = left
    sum.tables += right.tables
    sum.bytes = sum.bytes.addingReportingOverflow(right.bytes).partialValue
    sum.unsized += right.unsized
    return sum
  }
}
