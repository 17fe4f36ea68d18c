import JSONInput
import Schema

/// Rows of INFORMATION_SCHEMA.TABLES, or of BigQuery's TABLE_STORAGE, which tells bytes and the last change too: names,
/// types and times without schemas.
package final class TablesForm: ExportForm {
  package static let name = "rows of INFORMATION_SCHEMA.TABLES"
  package static let leavesUnknown = ["all schemas"]
  package static let recognisedBy =
    "table_name with table_type, creation_time, ddl or is_insertable_into, and no column_name"
  package static let combination = ExportCombination.none

  private enum Key: Int, CaseIterable, Sendable {
    case catalog, schema, table, type, created, ddl, column, createTime, createdAt, rowCount, tableRows,
      dataSource
    case isInsertable, totalRows, totalBytes, modified, deleted

    var name: String {
      switch self {
      case .catalog: "table_catalog"
      case .schema: "table_schema"
      case .table: "table_name"
      case .type: "table_type"
      case .created: "creation_time"
      case .ddl: "ddl"
      case .column: "column_name"
      case .createTime: "create_time"
      case .createdAt: "created"
      case .rowCount: "row_count"
      case .tableRows: "table_rows"
      case .dataSource: "data_source_format"
      case .isInsertable: "is_insertable_into"
      case .totalRows: "total_rows"
      case .totalBytes: "total_logical_bytes"
      case .modified: "storage_last_modified_time"
      case .deleted: "deleted"
      }
    }
  }

  private let keys = JSONKeys<Key>(\.name)

  package init() {}

  package func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !keys[.table].isAbsent, keys[.column].isAbsent,
      [Key.type, .ddl, .created, .isInsertable].contains(where: { !keys[$0].isAbsent })
    else { return false }
    // TABLE_STORAGE goes on to tell of tables that were dropped, as long as time travel reaches them.
    if keys[.deleted].isYes || keys[.deleted].equals("true") {
      collector.countElement()
      return true
    }
    collector.countListed(
      facts, of: collector.table(keys.slots(.catalog, through: .table)), at: element,
      elseSaying:
        "rows of INFORMATION_SCHEMA.TABLES hold no columns: export those of INFORMATION_SCHEMA.COLUMNS too. In BigQuery: "
        + ExportCommand.columns)
    return true
  }
}

extension TablesForm {
  /// What the row tells of its table.
  private var facts: TableFacts {
    let rows = [Key.rowCount, .tableRows, .totalRows].lazy.compactMap { self.keys[$0].integer }.first
    var facts = TableFacts(kind: kind, rows: rows, bytes: keys[.totalBytes].integer)
    facts.created = [Key.created, .createTime, .createdAt].compactMap { facts.time(keys[$0]) }.first
    facts.modified = facts.time(keys[.modified])
    return facts
  }

  /// What kind of table it is. Databricks' EXTERNAL tables lie elsewhere and hold rows all the same.
  private var kind: TableFacts.Kind? {
    if !keys[.dataSource].isAbsent, keys[.type].equals("EXTERNAL") || keys[.type].equals("MANAGED") {
      return .table
    }
    return keys[.type].text.flatMap(TableFacts.Kind.init(text:))
  }
}
