/// All kinds of JSON that are known and not read. Of several that fit the first counts.
enum ForeignKinds {
  static let all = ofDbt + ofCatalogs + withoutReader + ofTools + ofOtherUses + own

  /// Forms of schemas that have no reader. Who adds one deletes its entry: what stands here is refused before any form is
  /// asked.
  static let withoutReader: [ForeignKind] = [
    ForeignKind(
      "an answer of AWS Glue", ["Table.StorageDescriptor:object", "Table.Name"],
      ["TableList[].StorageDescriptor:object"], ["StorageDescriptor.Columns:list", "Name:text"],
      instead: "Give rows of information_schema.columns, as Athena exports them."),
    ForeignKind(
      "an answer of Athena's catalog", ["TableMetadata.Columns:list"], ["TableMetadataList[].Columns:list"],
      instead: "Give rows of information_schema.columns, as Athena exports them."),
    ForeignKind(
      "Snowflake's answer to DESCRIBE TABLE", ["name", "type", "null?"],
      instead: "Give rows of INFORMATION_SCHEMA.COLUMNS."),
    ForeignKind(
      "Snowflake's answer to SHOW COLUMNS", ["table_name", "column_name", "data_type^{", "null?"],
      instead: "Give rows of INFORMATION_SCHEMA.COLUMNS."),
    ForeignKind(
      "Terraform's output", ["format_version:text", "terraform_version:text"],
      ["version:number", "terraform_version:text", "lineage:text"],
      instead: "Give the schema of the table, which is the text in its resource's key `schema`, as a file."),
    ForeignKind(
      "a schema inside of another object", ["BigQuery Schema:list"], ["schema[].name", "schema[].type"],
      [
        "schema.fields[].name", "schema.fields[].type", "!tableReference", "!payload", "!columns",
        "!format-version",
      ],
      instead: "Give the list of fields alone: jq '.schema.fields? // .schema? // .[\"BigQuery Schema\"]'"),
    ForeignKind(
      "rows inside of another value",
      ["rows[].column_name", "rows[].table_name"], ["data[].column_name", "data[].table_name"],
      ["results[].column_name", "results[].table_name"], ["rows[].COLUMN_NAME", "rows[].TABLE_NAME"],
      ["data[].COLUMN_NAME", "data[].TABLE_NAME"], ["results[].COLUMN_NAME", "results[].TABLE_NAME"],
      ["json_agg[].column_name"], ["json_agg^[{"], ["row_to_json.column_name"], ["row_to_json^{"],
      ["JSON_F52E2B61-18A1-11d1-B105-00805F49916B"],
      instead:
        "Give the rows alone, as an array or one a line: jq '.rows? // .data? // .results? // .[].json_agg?'"),
  ]

  /// Files that driftaudit itself writes, and that a folder of exports may hold beside them.
  static let own: [ForeignKind] = [
    ForeignKind(
      "a report of driftaudit", ["schemaVersion:number", "audits:list"],
      ["schemaVersion:number", "tool:object", "!takenAt"],
      ["schemaVersion", "verdict", "problems"],
      instead: "Give the exports that it was made from."),
    ForeignKind(
      "a baseline of driftaudit", ["version:number", "accepted:list"],
      instead: "Give it with --baseline, and the exports as inputs."),
  ]
}
