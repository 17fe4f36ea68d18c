/// The list of tables that `bq ls --format=prettyjson` prints: names without schemas.
final class TableListForm: ExportForm {
  static let name = "a list of tables, as bq ls prints it"
  static let leavesUnknown = ["all schemas"]
  static let combination = ExportCombination.none

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard element.value.member("tableReference") != nil else { return false }
    guard element.value.member("schema") == nil else {
      collector.fault(
        "a table resource whose tableReference names no table.", at: element, path: "/tableReference")
      return true
    }
    collector.countElement()
    collector.fault(
      "a list of tables as `bq ls` prints it holds no schemas. Export them with: \(ExportCommand.columns)",
      .warning,
      at: element)
    return true
  }
}

/// Rows of INFORMATION_SCHEMA.TABLES: names, types and times without schemas.
final class TablesForm: ExportForm {
  static let name = "rows of INFORMATION_SCHEMA.TABLES"
  static let leavesUnknown = ["all schemas"]
  static let combination = ExportCombination.none

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.member("table_name") != nil,
      value.member("table_type") != nil || value.member("ddl") != nil || value.member("creation_time") != nil
    else { return false }
    collector.countElement()
    collector.fault(
      "rows of INFORMATION_SCHEMA.TABLES hold no columns. Export them with: \(ExportCommand.columns)",
      .warning,
      at: element)
    return true
  }
}

/// Files that driftaudit itself writes, and that a folder of exports may hold beside them.
final class OwnFilesForm: ExportForm {
  static let name = "a file that driftaudit wrote"
  static let leavesUnknown = ["all schemas"]
  static let combination = ExportCombination.none

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
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
    return false
  }
}

/// Commands that messages name.
enum ExportCommand {
  /// Exports all columns of a dataset.
  static let columns =
    "bq query --nouse_legacy_sql --format=json -n 100000000 "
    + "'SELECT * FROM DATASET.INFORMATION_SCHEMA.COLUMNS' > columns.json"
}
