-- Staging tables of BigQuery, counted by their columns, and main; a row for each shape.
-- bq query --nouse_legacy_sql --format=json -n 100000000 < shapes.sql > shapes.json
-- Mind -n: without it 100 rows are printed, and no word of the rest.
WITH driftaudit_tables AS (
  SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
  FROM `my-project`.`shop`.INFORMATION_SCHEMA.TABLES
),
driftaudit_columns AS (
  SELECT table_catalog, table_schema, table_name,
    TO_JSON_STRING(ARRAY_AGG(STRUCT(column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode) ORDER BY ordinal_position, column_name)) AS columns
  FROM (
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type, is_hidden, is_partitioning_column, clustering_ordinal_position, collation_name, column_default, rounding_mode
    FROM `my-project`.`shop`.INFORMATION_SCHEMA.COLUMNS
  ) AS c
  GROUP BY table_catalog, table_schema, table_name
),
driftaudit_chosen AS (
  SELECT t.table_catalog, t.table_schema, t.table_name, t.created, c.columns,
    CASE WHEN t.table_name = 'shop.orders' OR t.table_schema || '.' || t.table_name = 'shop.orders' THEN 'main' ELSE 'staging' END AS kind,
    CASE
      WHEN t.table_name = 'shop.orders' OR t.table_schema || '.' || t.table_name = 'shop.orders' THEN NULL
      WHEN t.table_type IN ('VIEW', 'MATERIALIZED VIEW', 'EXTERNAL') THEN NULL
      WHEN t.table_name LIKE '%\\_old' OR t.table_name = '_staging_keep' THEN NULL
      WHEN t.table_name LIKE '\\_staging\\_night\\_%' THEN 'night\'s'
      WHEN REGEXP_CONTAINS(t.table_schema || '.' || t.table_name, '(?s)\\A(shop\\._live_..)\\z') OR REGEXP_CONTAINS(t.table_name, '(?s)\\A(_live_(a|b)_[0-9].*)\\z') THEN 'live'
    END AS family
  FROM driftaudit_tables AS t
  JOIN driftaudit_columns AS c
    ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema AND t.table_name = c.table_name
)
SELECT
  'bigquery' AS engine, kind, family,
  '290b08e5a875529a' AS selection, table_catalog, table_schema,
  COUNT(*) AS tables, MIN(table_name) AS first_table, MAX(table_name) AS last_table,
  FORMAT_TIMESTAMP('%FT%TZ', MIN(created)) AS first_created, FORMAT_TIMESTAMP('%FT%TZ', MAX(created)) AS last_created,
  TO_JSON_STRING(ARRAY_AGG(table_name ORDER BY table_name LIMIT 3)) AS examples,
  columns
FROM driftaudit_chosen
WHERE kind = 'main' OR family IS NOT NULL
GROUP BY kind, family, table_catalog, table_schema, columns, CASE WHEN kind = 'main' THEN table_name END
ORDER BY kind, table_catalog, table_schema, family, first_table;
