-- Staging tables of BigQuery, counted by their columns, and main; a row for each shape.
-- bq query --nouse_legacy_sql --format=json -n 100000000 < shapes.sql > shapes.json
-- Mind -n: without it 100 rows are printed, and no word of the rest.
WITH driftaudit_tables AS (
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `one`.`region-eu`.INFORMATION_SCHEMA.TABLES
  WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
  UNION ALL
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `two\`s`.`region-eu`.INFORMATION_SCHEMA.TABLES
  WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
  UNION ALL
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `three`.`region-eu`.INFORMATION_SCHEMA.TABLES
  WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
  UNION ALL
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `one`.`region-us-east1`.INFORMATION_SCHEMA.TABLES
  WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
  UNION ALL
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `two\`s`.`region-us-east1`.INFORMATION_SCHEMA.TABLES
  WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
  UNION ALL
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `three`.`region-us-east1`.INFORMATION_SCHEMA.TABLES
  WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
),
driftaudit_columns AS (
  SELECT table_catalog, table_schema, table_name,
    TO_JSON_STRING(ARRAY_AGG(STRUCT(column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode) ORDER BY ordinal_position, column_name)) AS columns
  FROM (
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `one`.`region-eu`.INFORMATION_SCHEMA.COLUMNS
    WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
    UNION ALL
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `two\`s`.`region-eu`.INFORMATION_SCHEMA.COLUMNS
    WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
    UNION ALL
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `three`.`region-eu`.INFORMATION_SCHEMA.COLUMNS
    WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
    UNION ALL
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `one`.`region-us-east1`.INFORMATION_SCHEMA.COLUMNS
    WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
    UNION ALL
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `two\`s`.`region-us-east1`.INFORMATION_SCHEMA.COLUMNS
    WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
    UNION ALL
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `three`.`region-us-east1`.INFORMATION_SCHEMA.COLUMNS
    WHERE ((table_catalog = 'one' AND table_schema = 'shop') OR (table_catalog = 'two`s' AND table_schema = 'shop') OR (table_catalog = 'three' AND table_schema = 'other'))
  ) AS c
  GROUP BY table_catalog, table_schema, table_name
),
driftaudit_chosen AS (
  SELECT t.table_catalog, t.table_schema, t.table_name, t.created, c.columns,
    CASE WHEN t.table_name = 'my-project.shop.orders' OR t.table_schema || '.' || t.table_name = 'my-project.shop.orders' OR t.table_catalog || '.' || t.table_schema || '.' || t.table_name = 'my-project.shop.orders' OR t.table_name = 'my-project:shop.orders' OR t.table_schema || '.' || t.table_name = 'my-project:shop.orders' THEN 'main' ELSE 'staging' END AS kind,
    CASE
      WHEN t.table_name = 'my-project.shop.orders' OR t.table_schema || '.' || t.table_name = 'my-project.shop.orders' OR t.table_catalog || '.' || t.table_schema || '.' || t.table_name = 'my-project.shop.orders' OR t.table_name = 'my-project:shop.orders' OR t.table_schema || '.' || t.table_name = 'my-project:shop.orders' THEN NULL
      ELSE 'staging'
    END AS family
  FROM driftaudit_tables AS t
  JOIN driftaudit_columns AS c
    ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema AND t.table_name = c.table_name
)
SELECT
  'bigquery' AS engine, kind, family,
  '306267bcf753944a' AS selection, table_catalog, table_schema,
  COUNT(*) AS tables, MIN(table_name) AS first_table, MAX(table_name) AS last_table,
  FORMAT_TIMESTAMP('%FT%TZ', MIN(created)) AS first_created, FORMAT_TIMESTAMP('%FT%TZ', MAX(created)) AS last_created,
  TO_JSON_STRING(ARRAY_AGG(table_name ORDER BY table_name LIMIT 3)) AS examples,
  TO_JSON_STRING(ARRAY_AGG(table_name ORDER BY table_name)) AS names, TO_JSON_STRING(ARRAY_AGG(FORMAT_TIMESTAMP('%FT%TZ', created) ORDER BY table_name)) AS names_created, columns
FROM driftaudit_chosen
WHERE kind = 'main' OR family IS NOT NULL
GROUP BY kind, family, table_catalog, table_schema, columns, CASE WHEN kind = 'main' THEN table_name END
ORDER BY kind, table_catalog, table_schema, family, first_table;
