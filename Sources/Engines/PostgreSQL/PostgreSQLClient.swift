import Schema

/// PostgreSQL's `psql`, which finds its server and who asks in its own environment: PGHOST, PGSERVICE, a password file.
///
/// Source: PostgreSQL documentation, "psql", "The Information Schema".
struct PostgreSQLClient: SnapshotClient {
  let engine = Engine.postgreSQL
  let program = "psql"
  let place = SnapshotPlace.schema
  let versionArguments = ["--version"]

  func questions(_ address: CatalogAddress, _ options: SnapshotOptions) -> [SnapshotQuestion] {
    let dialect = PostgreSQLDialect()
    let condition =
      address.place.isEmpty
      ? "table_schema NOT IN ('information_schema', 'pg_catalog')"
      : "table_schema = \(dialect.string(address.place))"
    return [
      ("columns", "table_schema, table_name, ordinal_position"), ("tables", "table_schema, table_name"),
    ].map { view, order in
      let statement =
        "SELECT row_to_json(r) FROM (SELECT *, \(SnapshotQuestion.rowsColumn) FROM information_schema.\(view) "
        + "WHERE \(condition) ORDER BY \(order)) AS r"
      return SnapshotQuestion(
        address: address, view: "information_schema.\(view)", statement: statement,
        program: program, arguments: arguments(statement, options),
        fileName: address.place.isEmpty ? view : "\(address.place).\(view)", fileEnding: ".ndjson")
    }
  }

  /// Without the user's psqlrc, bare rows, an error is an exit code, and no question for a password.
  private func arguments(_ statement: String, _ options: SnapshotOptions) -> [String] {
    options.arguments
      + [
        "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--no-password", "-v", "ON_ERROR_STOP=1",
        "-c", statement,
      ]
  }
}
