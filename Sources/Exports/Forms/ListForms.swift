import JSONInput
import Schema

/// The list of tables that `bq ls --format=prettyjson` prints: names without schemas.
package final class TableListForm: ExportForm {
  package static let name = "a list of tables, as bq ls prints it"
  package static let leavesUnknown = ["all schemas"]
  package static let combination = ExportCombination.none

  private enum Key: Int, CaseIterable, Sendable {
    case tableReference, schema, creationTime, type, numRows, numBytes, lastModifiedTime
  }

  private let keys = JSONKeys<Key> { "\($0)" }
  private let reference = TableReferenceReader()

  package init() {}

  package func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !keys[.tableReference].isAbsent else { return false }
    guard keys[.schema].isAbsent else {
      // Behind a list this form is asked first: a reference that can name a table is for the form of table resources.
      guard reference.names(keys[.tableReference]) == nil else { return false }
      collector.fault(
        "a table resource whose tableReference names no table.", at: element, path: "/tableReference")
      return true
    }
    collector.note(
      listed: TableReferenceReader.facts(
        creationTime: keys[.creationTime], type: keys[.type], numRows: keys[.numRows],
        numBytes: keys[.numBytes], lastModifiedTime: keys[.lastModifiedTime]),
      of: reference.names(keys[.tableReference]).flatMap(collector.table),
      elseSaying:
        "a list of tables as `bq ls` prints it holds no schemas. Export them with: \(ExportCommand.columns)",
      at: element)
    return true
  }
}

/// Rows of INFORMATION_SCHEMA.TABLES, or of BigQuery's TABLE_STORAGE, which tells bytes and the last change too: names,
/// types and times without schemas.
package final class TablesForm: ExportForm {
  package static let name = "rows of INFORMATION_SCHEMA.TABLES"
  package static let leavesUnknown = ["all schemas"]
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
    collector.note(
      listed: facts,
      of: collector.table(keys.slots(.catalog, through: .table)),
      elseSaying:
        "rows of INFORMATION_SCHEMA.TABLES hold no columns: export those of INFORMATION_SCHEMA.COLUMNS too. In BigQuery: "
        + ExportCommand.columns,
      at: element)
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

/// Files that driftaudit itself writes, and that a folder of exports may hold beside them.
package final class OwnFilesForm: ExportForm {
  package static let name = "a file that driftaudit wrote"
  package static let leavesUnknown = ["all schemas"]
  package static let combination = ExportCombination.none

  package init() {}

  package func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    if value.member("schemaVersion") != nil, value.member("audits") != nil {
      collector.countElement()
      collector.fault("this is a report of driftaudit and not an export; left.", .warning, at: element)
      return true
    }
    if value.member("version") != nil, value.member("accepted") != nil {
      collector.countElement()
      collector.fault("this is a baseline of driftaudit and not an export; left.", .warning, at: element)
      return true
    }
    // It belongs beside the exports that it tells about.
    if Self.isSnapshotManifest(value) {
      collector.countElement()
      return true
    }
    return false
  }

  /// Whether a JSON value is a snapshot's manifest, of whichever version: a file of that name may be another program's.
  package static func isSnapshotManifest(_ value: JSONValue) -> Bool {
    value.member("schemaVersion") != nil && value.member("takenAt") != nil && value.member("files") != nil
  }
}

/// Files that dbt writes beside its catalog and its manifest: what ran, and what depends on what.
final class DbtOtherForm: ExportForm {
  static let name = "another file of dbt's"
  static let leavesUnknown = ["all schemas"]
  static let combination = ExportCombination.none

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    let version = value.member("metadata")?.member("dbt_schema_version")?.text
    let isOther =
      version?.hasPrefix("https://schemas.getdbt.com/dbt/") ?? false || value.member("_invocation_id") != nil
      || value.member("semantic_models") != nil && value.member("project_configuration") != nil
    if isOther { collector.countElement() }
    return isOther
  }
}

/// Commands that messages name.
enum ExportCommand {
  /// Exports all columns of a dataset.
  static let columns =
    "bq query --nouse_legacy_sql --format=json -n 100000000 "
    + "'SELECT * FROM DATASET.INFORMATION_SCHEMA.COLUMNS' > columns.json"
}
