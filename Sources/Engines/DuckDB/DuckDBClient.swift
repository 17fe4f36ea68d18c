import Schema

/// DuckDB's command line program `duckdb`, which opens a file to read it alone.
///
/// Source: DuckDB documentation, "Command Line Arguments", "Information Schema".
struct DuckDBClient: SnapshotClient {
  let engine = Engine.duckDB
  let program = "duckdb"
  let place = SnapshotPlace.file
  let versionArguments = ["--version"]

  func place(_ text: String) throws(CatalogAddressError) -> String {
    guard !text.isEmpty else { throw CatalogAddressError("no file is named. Is a variable not set?") }
    return text
  }

  func questions(_ address: CatalogAddress, _ options: SnapshotOptions) -> [SnapshotQuestion] {
    let file = address.place.split(separator: "/").last.map(String.init) ?? address.place
    return [
      ("columns", "table_schema, table_name, ordinal_position"), ("tables", "table_schema, table_name"),
    ].map { view, order in
      let statement =
        "SELECT *, \(SnapshotQuestion.rowsColumn) FROM information_schema.\(view) "
        + "WHERE table_catalog = current_database() AND table_schema NOT IN ('information_schema', 'pg_catalog') "
        + "ORDER BY \(order)"
      return SnapshotQuestion(
        address: address, view: "information_schema.\(view)", statement: statement,
        program: program, arguments: arguments(statement, address, options), fileName: "\(file).\(view)",
        fileEnding: ".json")
    }
  }

  private func arguments(_ statement: String, _ address: CatalogAddress, _ options: SnapshotOptions)
    -> [String]
  {
    // `md:x` would be a database elsewhere, `-x` an option.
    let file = address.place.hasPrefix("/") ? address.place : "./" + address.place
    return options.arguments + ["-no-init", "-readonly", "-json", "-c", statement, file]
  }
}
