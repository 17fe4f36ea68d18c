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
  /// The time that a value tells; one that is there and tells none is noted.
  mutating func time(_ value: JSONValue) -> Moment? {
    guard !value.isAbsentOrNull else { return nil }
    let moment = value.text.flatMap(Moment.init)
    if moment == nil { hasUnreadTime = true }
    return moment
  }
}
