import JSONInput
import Schema

/// Rows of a BigQuery dataset's `__TABLES__`: names, kinds, times, rows and bytes without schemas.
///
/// Times are milliseconds since 1970. Source: BigQuery, "Getting table metadata", `__TABLES__`: type 1 is a table, 2 a view;
/// 3 is an external table. What other numbers mean is not documented.
package final class DatasetTablesForm: ExportForm {
  package static let name = "rows of __TABLES__"
  package static let leavesUnknown = ["all schemas"]
  package static let recognisedBy =
    "table_id and dataset_id with creation_time, last_modified_time or size_bytes"
  package static let combination = ExportCombination.none

  private enum Key: Int, CaseIterable, Sendable {
    case project, dataset, table, created, modified, rows, bytes, type

    var name: String {
      switch self {
      case .project: "project_id"
      case .dataset: "dataset_id"
      case .table: "table_id"
      case .created: "creation_time"
      case .modified: "last_modified_time"
      case .rows: "row_count"
      case .bytes: "size_bytes"
      case .type: "type"
      }
    }
  }

  private let keys = JSONKeys<Key>(\.name)

  package init() {}

  package func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !keys[.table].isAbsent, !keys[.dataset].isAbsent,
      [Key.created, .modified, .bytes].contains(where: { !keys[$0].isAbsent })
    else { return false }
    var facts = TableFacts(kind: kind, rows: keys[.rows].integer, bytes: keys[.bytes].integer)
    facts.created = facts.time(keys[.created])
    facts.modified = facts.time(keys[.modified])
    collector.countListed(
      facts, of: collector.table(keys.slots(.project, through: .table)), at: element,
      elseSaying: "rows of __TABLES__ hold no columns. Export them with: \(ExportCommand.columns)")
    return true
  }

  private var kind: TableFacts.Kind? {
    switch keys[.type].integer {
    case 1: .table
    case 2: .view
    case 3: .external
    default: nil
    }
  }
}
