extension ForeignKinds {
  /// What other engines and catalogs of metadata write about columns.
  static let ofCatalogs: [ForeignKind] = [
    ForeignKind(
      "rows of ClickHouse's system.columns", ["database", "table", "name", "type:text", "position"],
      ["database", "table", "name", "type:text", "default_kind"],
      ["meta[].type:text", "data[].default_kind"],
      ["meta[].type:text", "data[].position", "data[].database"],
      ["meta[].name", "meta[].type:text", "data:list", "rows"],
      instead:
        "ClickHouse is no engine that driftaudit knows. Give the columns of the table that it is loaded into."
    ),
    ForeignKind(
      "rows of Oracle's ALL_TAB_COLUMNS", ["OWNER", "COLUMN_ID", "DATA_TYPE"],
      ["owner", "column_id", "data_type"], ["TABLE_NAME", "COLUMN_ID", "DATA_TYPE", "COLUMN_NAME"],
      ["table_name", "column_id", "data_type", "column_name"], ["results[].columns", "results[].items"],
      instead:
        "Oracle is no engine that driftaudit knows. Give the columns of the table that it is loaded into."),
    ForeignKind(
      "rows of MySQL's SHOW COLUMNS", ["Field:text", "Type:text", "Null", "Key"],
      ["Field:text", "Type:text", "Null", "Extra"],
      instead: "Give rows of information_schema.COLUMNS."),
    ForeignKind(
      "an answer of Redshift's Data API",
      ["ColumnList[].name", "TableName"], ["ColumnList[].typeName"],
      ["ColumnMetadata[].typeName", "Records:list"],
      instead: "Give rows of svv_columns, as a client prints them in JSON."),
    ForeignKind(
      "tbls' schema.json", ["driver:object", "tables[].columns:list"],
      ["tables[].columns:list", "relations"],
      instead: "Give rows of information_schema.columns of the database that tbls reads."),
    ForeignKind(
      "a Frictionless data package", ["resources[].schema.fields:list"], ["profile^tabular-data-package"],
      ["resources[].path", "resources[].schema"],
      instead: "Give the columns of the table that the resources are loaded into."),
    ForeignKind(
      "a Frictionless table schema", ["fields[].constraints:object", "fields[].name"],
      ["fields[].name", "fields[].type", "primaryKey"],
      ["fields[].name", "fields[].type", "missingValues:list"],
      ["fields[].name", "fields[].type", "foreignKeys:list"],
      instead: "Give the columns of the table that the resource is loaded into."),
    ForeignKind(
      "an entity of OpenMetadata", ["fullyQualifiedName:text", "columns[].dataType"],
      ["data[].fullyQualifiedName:text"], ["fullyQualifiedName:text", "entityType"],
      ["fullyQualifiedName:text", "serviceType"], ["fullyQualifiedName:text", "id", "href"],
      instead: "Give the columns of the table itself."),
    ForeignKind(
      "metadata of DataHub", ["entityUrn^urn:li:"], ["proposedSnapshot:object"], ["urn^urn:li:", "aspects"],
      ["entityType", "aspectName"], ["schemaName", "platform^urn:li:"],
      instead: "Give the columns of the table itself."),
    ForeignKind(
      "an event of OpenLineage", ["eventType", "run.runId"], ["eventTime", "producer", "schemaURL"],
      ["eventTime", "job.namespace", "inputs:list"],
      instead: "Give the columns of the table that it is about."),
    ForeignKind(
      "descriptors of Protocol Buffers", ["file[].messageType:list"], ["messageType[].field:list"],
      ["file[].message_type:list"], ["message_type[].field:list"], ["nested:object", "nested.*.fields"],
      ["nested.*.nested"],
      instead: "Give the columns of the table that the messages are loaded into."),
    ForeignKind(
      "a mapping of Elasticsearch", ["mappings.properties:object"], ["*.mappings:object"],
      ["mappings:object", "settings:object"], ["index_patterns:list", "template"],
      instead: "Give the columns of the table that the index is loaded into."),
    ForeignKind(
      "a schema of pandas", ["pandas_version:text"], ["schema.pandas_version:text", "data:list"],
      ["schema.pandas_version:text"],
      instead: "Give the columns of the table that the frame is loaded into."),
    ForeignKind(
      "metadata of pandas in Parquet", ["index_columns:list", "columns[].pandas_type"],
      instead: "Give the columns of the table that the file is loaded into."),
    ForeignKind(
      "a schema of Arrow", ["schema.fields[].type.name", "batches:list"],
      ["schema.fields[].type.name", "schema.fields[].nullable"],
      ["fields[].type.name:text", "fields[].nullable:truth"],
      ["fields[].children:list", "fields[].name"],
      instead: "Give the columns of the table that the data is loaded into."),
    ForeignKind(
      "the schema of a MongoDB collection", ["$jsonSchema:object"], ["validator.$jsonSchema:object"],
      ["bsonType=object", "properties:object"],
      instead: "Give the columns of the table that the collection is loaded into."),
    ForeignKind(
      "a table of DynamoDB", ["Table.AttributeDefinitions:list"],
      ["AttributeDefinitions:list", "KeySchema:list"],
      instead: "Give the columns of the table that it is loaded into."),
    ForeignKind(
      "a schema of GraphQL", ["data.__schema:object"], ["__schema:object"],
      instead: "Give the columns of the table that the answers are loaded into."),
    ForeignKind(
      "a Cube or LookML model", ["cubes[].measures"], ["cubes[].dimensions"],
      ["explores:list", "views:list"],
      instead: "Give the columns of the table that it is about."),
  ]
}
