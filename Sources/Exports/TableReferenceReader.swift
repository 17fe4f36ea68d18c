import JSONInput
import Schema
import Text
import CSimdjson

/// Reads what the BigQuery API writes alike of a whole table and of a table in a list: its name, and facts besides its
/// columns.
///
/// Source: REST reference, `TableReference`, `Table` and `tables.list`.
final class TableReferenceReader {
  private enum Key: Int, CaseIterable, Sendable { case projectId, datasetId, tableId }

  private let keys = JSONKeys<Key> { "\($0)" }

  /// Project, dataset and table; nil where the value is no object. They stay until the next call.
  func names(_ reference: JSONValue) -> UnsafeBufferPointer<csj_slot>? {
    keys.select(from: reference) ? keys.slots(.projectId, through: .tableId) : nil
  }

  /// What values of a table tell.
  static func facts(
    creationTime: JSONValue, type: JSONValue, numRows: JSONValue, numBytes: JSONValue,
    lastModifiedTime: JSONValue
  ) -> TableFacts {
    var facts = TableFacts(
      kind: type.text.flatMap(TableFacts.Kind.init(text:)), rows: numRows.integer, bytes: numBytes.integer)
    facts.created = facts.time(creationTime)
    facts.modified = facts.time(lastModifiedTime)
    return facts
  }
}

extension TableFacts {
  /// 2010-01-01T00:00:00Z, before BigQuery's first table.
  private static let earliest = 1_262_304_000

  /// The time that a value tells; one that is there and tells none is noted.
  mutating func time(_ value: JSONValue) -> Moment? {
    guard !value.isAbsentOrNull else { return nil }
    let moment = value.text.flatMap(Moment.init)
    // No table is older than the engine. Seconds where milliseconds are due, 0 and negative numbers give such moments, and a
    // table that looks old would be dropped.
    guard let moment, moment.seconds >= Self.earliest else {
      hasUnreadTime = true
      return nil
    }
    return moment
  }
}
