import Schema

/// BigQuery's `bq`.
///
/// Source: BigQuery documentation, "bq command-line tool reference" (global flags before the command), "COLUMNS view",
/// "TABLES view", "COLUMN_FIELD_PATHS view".
struct BigQueryClient: SnapshotClient {
  let engine = Engine.bigQuery
  let program = "bq"
  let place = SnapshotPlace.dataset
  let hasFieldPaths = true
  let versionArguments = ["version"]
  /// `bq` prints 100 rows unless it is told otherwise, and no word of the rest.
  private static let mostRows = 100_000_000
  /// Without `ddl`, which is longer than all the rest.
  private static let tableKeys =
    "table_catalog, table_schema, table_name, table_type, is_insertable_into, creation_time"

  func place(_ text: String) throws(CatalogAddressError) -> String { try BigQueryDataset(text).name }

  func questions(_ address: CatalogAddress, _ options: SnapshotOptions) -> [SnapshotQuestion] {
    // An address holds nothing else.
    guard let dataset = try? BigQueryDataset(address.place) else { return [] }
    let views = "\(dataset.path).INFORMATION_SCHEMA"
    var asked = [
      (
        "COLUMNS",
        "SELECT *, \(SnapshotQuestion.rowsColumn) FROM \(views).COLUMNS ORDER BY table_name, ordinal_position"
      ),
      (
        "TABLES",
        "SELECT \(Self.tableKeys), \(SnapshotQuestion.rowsColumn) FROM \(views).TABLES ORDER BY table_name"
      ),
    ]
    if options.includesFieldPaths { asked.append(("COLUMN_FIELD_PATHS", Self.fieldPaths(views))) }
    return asked.map { view, statement in
      SnapshotQuestion(
        address: address, view: "INFORMATION_SCHEMA.\(view)", statement: statement,
        program: program, arguments: arguments(statement, options), mostRows: Self.mostRows,
        fileName: "\(address.place).\(view.lowercased())", fileEnding: ".json")
    }
  }

  /// With the order of columns, REQUIRED and hidden columns, which the view does not tell.
  private static func fieldPaths(_ views: String) -> String {
    "SELECT f.*, c.ordinal_position, c.is_nullable, c.is_hidden, \(SnapshotQuestion.rowsColumn) "
      + "FROM \(views).COLUMN_FIELD_PATHS AS f JOIN \(views).COLUMNS AS c "
      + "USING (table_catalog, table_schema, table_name, column_name) "
      + "ORDER BY table_name, ordinal_position, field_path"
  }

  private func arguments(_ statement: String, _ options: SnapshotOptions) -> [String] {
    options.arguments
      + [
        "--headless", "--quiet", "--format=json", "query", "--nouse_legacy_sql", "-n", "\(Self.mostRows)",
        statement,
      ]
  }
}
