-- Staging tables of PostgreSQL, counted by their columns, and main; a row for each shape.
-- psql -X -At -d my_database -f shapes.sql > shapes.ndjson
SELECT row_to_json(s) FROM (
WITH driftaudit_tables AS (
  SELECT table_catalog::text COLLATE "C" AS table_catalog, table_schema::text COLLATE "C" AS table_schema, table_name::text COLLATE "C" AS table_name, table_type, CAST(NULL AS text) AS created
  FROM information_schema.tables
  WHERE table_schema = 'shop'
),
driftaudit_columns AS (
  SELECT table_catalog, table_schema, table_name,
    jsonb_agg(jsonb_build_object('column_name', column_name, 'ordinal_position', ordinal_position, 'is_nullable', is_nullable, 'data_type', data_type, 'column_default', column_default, 'character_maximum_length', character_maximum_length, 'numeric_precision', numeric_precision, 'numeric_scale', numeric_scale, 'datetime_precision', datetime_precision, 'udt_name', udt_name, 'collation_name', collation_name, 'is_identity', is_identity, 'identity_generation', identity_generation, 'is_generated', is_generated, 'generation_expression', generation_expression) ORDER BY ordinal_position) AS columns
  FROM (
    SELECT table_catalog::text COLLATE "C" AS table_catalog, table_schema::text COLLATE "C" AS table_schema, table_name::text COLLATE "C" AS table_name, column_name, ordinal_position, is_nullable, data_type, column_default, character_maximum_length, numeric_precision, numeric_scale, datetime_precision, udt_name, collation_name, is_identity, identity_generation, is_generated, generation_expression
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
      WHEN t.table_type IN ('VIEW', 'FOREIGN') THEN NULL
      WHEN t.table_name LIKE E'%\\_old' OR t.table_name = '_staging_keep' THEN NULL
      WHEN t.table_name LIKE E'\\_staging\\_night\\_%' THEN 'night''s'
      WHEN t.table_schema || '.' || t.table_name ~ E'^(shop\\._live_..)$' OR t.table_name ~ '^(_live_(a|b)_[0-9].*)$' THEN 'live'
    END AS family
  FROM driftaudit_tables AS t
  JOIN driftaudit_columns AS c
    ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema AND t.table_name = c.table_name
)
SELECT
  'postgres' AS engine, kind, family,
  '290b08e5a875529a' AS selection, table_catalog, table_schema,
  COUNT(*) AS tables, MIN(table_name) AS first_table, MAX(table_name) AS last_table,
  MIN(created) AS first_created, MAX(created) AS last_created,
  to_json((array_agg(table_name ORDER BY table_name))[1:3]) AS examples,
  columns
FROM driftaudit_chosen
WHERE kind = 'main' OR family IS NOT NULL
GROUP BY kind, family, table_catalog, table_schema, columns, CASE WHEN kind = 'main' THEN table_name END
ORDER BY kind, table_catalog, table_schema, family, first_table
) AS s;
