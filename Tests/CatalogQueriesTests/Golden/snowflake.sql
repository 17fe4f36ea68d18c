-- Staging tables of Snowflake, counted by their columns, and main; a row for each shape.
-- snow sql --format json -f shapes.sql > shapes.json
WITH driftaudit_tables AS (
  SELECT table_catalog, table_schema, table_name, table_type, created AS created
  FROM information_schema.tables
  WHERE table_schema = 'shop'
),
driftaudit_columns AS (
  SELECT table_catalog, table_schema, table_name,
    TO_JSON(ARRAY_AGG(OBJECT_CONSTRUCT_KEEP_NULL('column_name', column_name, 'ordinal_position', ordinal_position, 'column_default', column_default, 'is_nullable', is_nullable, 'data_type', data_type, 'character_maximum_length', character_maximum_length, 'numeric_precision', numeric_precision, 'numeric_scale', numeric_scale, 'datetime_precision', datetime_precision, 'collation_name', collation_name, 'comment', comment, 'is_identity', is_identity, 'identity_generation', identity_generation)) WITHIN GROUP (ORDER BY ordinal_position)) AS columns
  FROM (
    SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, datetime_precision, collation_name, comment, is_identity, identity_generation
    FROM information_schema.columns
    WHERE table_schema = 'shop'
  ) AS c
  GROUP BY table_catalog, table_schema, table_name
),
driftaudit_chosen AS (
  SELECT t.table_catalog, t.table_schema, t.table_name, t.created, c.columns,
    CASE WHEN t.table_name = 'shop.orders' OR t.table_schema || '.' || t.table_name = 'shop.orders' THEN 'main' ELSE 'staging' END AS kind,
    CASE
      WHEN t.table_name = 'shop.orders' OR t.table_schema || '.' || t.table_name = 'shop.orders' THEN NULL
      WHEN t.table_type IN ('VIEW', 'MATERIALIZED VIEW', 'EXTERNAL TABLE') THEN NULL
      WHEN t.table_name LIKE '%!_old' ESCAPE '!' OR t.table_name = '_staging_keep' THEN NULL
      WHEN t.table_name LIKE '!_staging!_night!_%' ESCAPE '!' THEN 'night\'s'
      WHEN REGEXP_LIKE(t.table_schema || '.' || t.table_name, 'shop\\._live_..', 's') OR REGEXP_LIKE(t.table_name, '_live_(a|b)_[0-9].*', 's') THEN 'live'
    END AS family
  FROM driftaudit_tables AS t
  JOIN driftaudit_columns AS c
    ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema AND t.table_name = c.table_name
)
SELECT
  'snowflake' AS engine, kind, family,
  '290b08e5a875529a' AS selection, table_catalog, table_schema,
  COUNT(*) AS tables, MIN(table_name) AS first_table, MAX(table_name) AS last_table,
  TO_CHAR(CONVERT_TIMEZONE('UTC', MIN(created)), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS first_created, TO_CHAR(CONVERT_TIMEZONE('UTC', MAX(created)), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS last_created,
  TO_JSON(ARRAY_SLICE(ARRAY_AGG(table_name) WITHIN GROUP (ORDER BY table_name), 0, 3)) AS examples,
  columns
FROM driftaudit_chosen
WHERE kind = 'main' OR family IS NOT NULL
GROUP BY kind, family, table_catalog, table_schema, columns, CASE WHEN kind = 'main' THEN table_name END
ORDER BY kind, table_catalog, table_schema, family, first_table;
