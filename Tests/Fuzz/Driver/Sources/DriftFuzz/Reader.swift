/// One reader of exports, and what an export that it reads is audited with.
struct Reader: Sendable {
  /// By which `FUZZ_READER` names it.
  let name: String
  /// A real export to read beside it, below Tests/Exports; nil where the export itself holds both tables.
  let companion: String?

  static let all = [
    Reader(name: "columns", companion: nil),
    Reader(name: "field-paths", companion: nil),
    Reader(name: "information-schema", companion: nil),
    Reader(name: "table-resources", companion: "bigquery/orders.json"),
    Reader(name: "schema-arrays", companion: "bigquery/schema/orders.json"),
    Reader(name: "dbt-catalog", companion: nil),
    Reader(name: "dbt-manifest", companion: "dbt/target/catalog.json"),
    Reader(name: "spark", companion: "spark/orders.json"),
    Reader(name: "avro", companion: "avro/orders.avsc"),
    Reader(name: "schema-registry", companion: "avro/orders.avsc"),
    Reader(name: "json-schema", companion: "jsonschema/orders.json"),
    Reader(name: "singer", companion: nil),
    Reader(name: "airbyte", companion: nil),
    Reader(name: "dlt", companion: nil),
    Reader(name: "kafka-connect", companion: nil),
    Reader(name: "data-contracts", companion: "postgres/columns.ndjson"),
    Reader(name: "delta", companion: "delta/shop/orders/_delta_log/00000000000000000001.json"),
    Reader(name: "iceberg", companion: "iceberg/schemas/orders.json"),
    Reader(name: "unity", companion: nil),
    Reader(name: "sample-records", companion: "bigquery/schema/orders.json"),
    Reader(name: "shapes", companion: nil),
    Reader(name: "lists", companion: "bigquery/columns.json"),
    Reader(name: "gzip", companion: "bigquery/columns.json"),
  ]
}
