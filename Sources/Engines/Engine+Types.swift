import Schema

extension Engine {
  /// The engine's types: how they are read, printed and coerced.
  package var types: any TypeSystem {
    switch self {
    case .bigQuery: BigQueryTypes()
    case .postgreSQL: PostgreSQLTypes()
    case .redshift: RedshiftTypes()
    case .mySQL: MySQLTypes()
    case .duckDB: DuckDBTypes()
    case .databricks: SparkTypes(engine: .databricks)
    case .spark: SparkTypes(engine: .spark)
    case .snowflake: SnowflakeTypes()
    case .avro: AvroTypes()
    case .records: RecordTypes()
    }
  }

  /// The engine's name in a sentence.
  package var name: String { types.words.engine }

  /// The engines that a user can name: those whose exports do not always tell which engine wrote them.
  package static let nameable: [Engine] = allCases.filter { ![.avro, .records].contains($0) }

  /// An engine from the name that a user, or dbt, gives it; nil where no engine has that name.
  package init?(named name: String) {
    let word = name.lowercased()
    let aliases: [String: Engine] = [
      "postgresql": .postgreSQL, "mariadb": .mySQL, "motherduck": .duckDB, "databricks_sql": .databricks,
    ]
    guard let engine = Engine(rawValue: word) ?? aliases[word] else { return nil }
    self = engine
  }
}
