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

  /// What three values of a table tell.
  static func facts(creationTime: JSONValue, type: JSONValue, numRows: JSONValue) -> TableFacts {
    TableFacts(
      created: creationTime.text.flatMap(Moment.init), kind: type.text.flatMap(TableFacts.Kind.init(text:)),
      rows: numRows.integer)
  }
}
