-- Staging tables of Databricks, counted by their columns, and main; a row for each shape.
-- In a notebook: spark.sql(TEXT).coalesce(1).write.json("/Volumes/my_catalog/my_schema/my_volume/shapes")
WITH driftaudit_tables AS (
  SELECT table_catalog, table_schema, table_name, table_type, created AS created
  FROM system.information_schema.tables
  WHERE table_schema = 'shop'
),
driftaudit_columns AS (
  SELECT table_catalog, table_schema, table_name,
    to_json(array_sort(collect_list(struct(ordinal_position, column_name, column_default, is_nullable, full_data_type, data_type, comment))), map('ignoreNullFields', 'false')) AS columns
  FROM (
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, column_default, is_nullable, full_data_type, data_type, comment
    FROM system.information_schema.columns
    WHERE table_schema = 'shop'
  ) AS c
  GROUP BY table_catalog, table_schema, table_name
),
driftaudit_chosen AS (
  SELECT t.table_catalog, t.table_schema, t.table_name, t.created, c.columns,
    CASE WHEN t.table_name = 'shop.orders' OR t.table_schema || '.' || t.table_name = 'shop.orders' THEN 'main' ELSE 'staging' END AS kind,
    CASE
      WHEN t.table_name = 'shop.orders' OR t.table_schema || '.' || t.table_name = 'shop.orders' THEN NULL
      WHEN t.table_type IN ('VIEW', 'MATERIALIZED_VIEW', 'FOREIGN') THEN NULL
      WHEN t.table_name LIKE '%!_old' ESCAPE '!' OR t.table_name = '_staging_keep' THEN NULL
      WHEN t.table_name LIKE '!_staging!_night!_%' ESCAPE '!' THEN 'night\'s'
      WHEN (t.table_schema || '.' || t.table_name) RLIKE '(?s)\\A(shop\\._live_..)\\z' OR (t.table_name) RLIKE '(?s)\\A(_live_(a|b)_[0-9].*)\\z' THEN 'live'
    END AS family
  FROM driftaudit_tables AS t
  JOIN driftaudit_columns AS c
    ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema AND t.table_name = c.table_name
)
SELECT
  'databricks' AS engine, kind, family,
  '290b08e5a875529a' AS selection, table_catalog, table_schema,
  COUNT(*) AS tables, MIN(table_name) AS first_table, MAX(table_name) AS last_table,
  date_format(to_utc_timestamp(MIN(created), current_timezone()), "yyyy-MM-dd'T'HH:mm:ss'Z'") AS first_created, date_format(to_utc_timestamp(MAX(created), current_timezone()), "yyyy-MM-dd'T'HH:mm:ss'Z'") AS last_created,
  to_json(slice(array_sort(collect_list(table_name)), 1, 3)) AS examples,
  columns
FROM driftaudit_chosen
WHERE kind = 'main' OR family IS NOT NULL
GROUP BY kind, family, table_catalog, table_schema, columns, CASE WHEN kind = 'main' THEN table_name END
ORDER BY kind, table_catalog, table_schema, family, first_table;
