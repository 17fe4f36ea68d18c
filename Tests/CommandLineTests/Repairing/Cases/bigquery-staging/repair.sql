-- Alters 3 staging tables of a-shop.sales.orders, which removes 14 of 32 findings.
--
-- Removed:
--   missing-column: status, address, size, items, lines
--   type-changed: amount, ratio, size.width
--   parameters-changed: price
--   nullability-changed: amount, code
--   default-changed: source
--   rounding-mode-changed: fee
--
-- Left:
--   nullability-changed: id. No ALTER of BigQuery makes a column REQUIRED: create the table anew.
--   parameters-changed: customer. BigQuery changes no type that is REQUIRED, or has a REQUIRED field. --rewrite
--     writes the column anew. A value of STRING(60) need not fit STRING(40), so that it is not narrowed.
--     --rewrite writes the column anew.
--   parameters-changed: price. A value of NUMERIC(12, 6) need not fit NUMERIC(12, 4), so that it is not
--     narrowed. --rewrite writes the column anew.
--   type-changed: placed_at. No ALTER of BigQuery changes STRING to TIMESTAMP. --rewrite writes the column anew.
--   collation-changed: note. No ALTER of BigQuery changes the collation of a column. --rewrite writes the column
--     anew.
--   order-changed: address. No ALTER moves a field. --rewrite writes the column anew.
--   missing-column: address.geo. No ALTER of BigQuery adds a field to a STRUCT; `bq update` with the whole
--     schema does. So does --rewrite.
--   type-changed: items.count. No ALTER of BigQuery changes types inside of an ARRAY. --rewrite writes the
--     column anew.
--   type-changed: tags, region. No ALTER of BigQuery changes INT64 to STRING. --rewrite writes the column anew.
--   default-changed: weight. The column keeps another type, which it need not fit.
--   type-changed: weight. No ALTER of BigQuery changes STRING to INT64. --rewrite writes the column anew. No
--     ALTER of BigQuery changes FLOAT64 to INT64. --rewrite writes the column anew.
--   policy-tag-missing: secret. No ALTER sets a policy tag; `bq update` with the whole schema does.
--   extra-column: batch, items.extra, loaded. DROP COLUMN would destroy the values; --target main gives main a
--     place for them.
--
-- Found instead from then on:
--   nullability-changed: status (main: STRING REQUIRED; staging: STRING NULLABLE), 2 tables
--   order-changed: (table), 3 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: status.
-- BigQuery adds no REQUIRED column, and makes none REQUIRED: a merge fails where status is NULL.
-- FLOAT64 keeps 15 to 17 digits of a number: ratio.

-- s1: 2 tables, the first a-shop.sales._staging_1
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'code'
    AND is_nullable = 'NO'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ALTER COLUMN code DROP NOT NULL;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1`
  ADD COLUMN IF NOT EXISTS status STRING,
  ADD COLUMN IF NOT EXISTS lines ARRAY<STRUCT<`no` INT64 NOT NULL, text STRING COLLATE 'und:ci'>>;
ALTER TABLE `a-shop`.`sales`.`_staging_1`
  ALTER COLUMN price SET DATA TYPE NUMERIC(12, 4),
  ALTER COLUMN amount SET DATA TYPE BIGNUMERIC,
  ALTER COLUMN ratio SET DATA TYPE FLOAT64,
  ALTER COLUMN size SET DATA TYPE STRUCT<width NUMERIC, height NUMERIC>;
ALTER TABLE `a-shop`.`sales`.`_staging_1`
  ALTER COLUMN source SET DEFAULT SESSION_USER(),
  ALTER COLUMN status SET DEFAULT 'new';
ALTER TABLE `a-shop`.`sales`.`_staging_1` ALTER COLUMN fee SET OPTIONS (rounding_mode = 'ROUND_HALF_EVEN');

IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'code'
    AND is_nullable = 'NO'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ALTER COLUMN code DROP NOT NULL;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2`
  ADD COLUMN IF NOT EXISTS status STRING,
  ADD COLUMN IF NOT EXISTS lines ARRAY<STRUCT<`no` INT64 NOT NULL, text STRING COLLATE 'und:ci'>>;
ALTER TABLE `a-shop`.`sales`.`_staging_2`
  ALTER COLUMN price SET DATA TYPE NUMERIC(12, 4),
  ALTER COLUMN amount SET DATA TYPE BIGNUMERIC,
  ALTER COLUMN ratio SET DATA TYPE FLOAT64,
  ALTER COLUMN size SET DATA TYPE STRUCT<width NUMERIC, height NUMERIC>;
ALTER TABLE `a-shop`.`sales`.`_staging_2`
  ALTER COLUMN source SET DEFAULT SESSION_USER(),
  ALTER COLUMN status SET DEFAULT 'new';
ALTER TABLE `a-shop`.`sales`.`_staging_2` ALTER COLUMN fee SET OPTIONS (rounding_mode = 'ROUND_HALF_EVEN');

-- s2: 1 table, a-shop.sales._staging_3
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_3'
    AND column_name = 'amount'
    AND is_nullable = 'NO'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_3` ALTER COLUMN amount DROP NOT NULL;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_3`
  ADD COLUMN IF NOT EXISTS address STRUCT<street STRING, zip STRING, geo STRUCT<lat FLOAT64, lon FLOAT64 NOT NULL>>,
  ADD COLUMN IF NOT EXISTS size STRUCT<width NUMERIC, height NUMERIC>,
  ADD COLUMN IF NOT EXISTS items ARRAY<STRUCT<sku STRING NOT NULL, count NUMERIC>>,
  ADD COLUMN IF NOT EXISTS lines ARRAY<STRUCT<`no` INT64 NOT NULL, text STRING COLLATE 'und:ci'>>;
ALTER TABLE `a-shop`.`sales`.`_staging_3` ALTER COLUMN amount SET DATA TYPE BIGNUMERIC;
