/// An engine, or a file format, whose schemas are compared. Types are printed in its words and coerce by its rules.
package enum Engine: String, Sendable, Hashable, CaseIterable {
  case bigQuery = "bigquery"
  case postgreSQL = "postgres"
  case redshift
  case mySQL = "mysql"
  case duckDB = "duckdb"
  case databricks
  case spark
  case snowflake
  case avro
  /// Sample records of a writer: JSON objects, which tell names and kinds of values and no types.
  case records
}
