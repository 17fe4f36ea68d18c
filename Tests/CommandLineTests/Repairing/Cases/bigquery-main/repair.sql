-- Alters a-shop.sales.orders, which removes 3 of 32 findings.
--
-- Removed:
--   extra-column: batch, loaded
--   nullability-changed: id
--
-- Left:
--   parameters-changed: customer. Main's type takes every value; --target staging gives it to staging tables.
--     BigQuery changes no type that is REQUIRED, or has a REQUIRED field. --rewrite writes the column anew.
--   parameters-changed: price. Main's type takes every value; --target staging gives it to staging tables.
--   nullability-changed: amount, code. Nothing breaks, and main stays NULLABLE for other writers.
--   type-changed: amount, size.width, items.count. Main's type takes every value; --target staging gives it to
--     staging tables.
--   type-changed: ratio. No ALTER of BigQuery changes FLOAT64 to INT64. --rewrite writes the column anew.
--   type-changed: placed_at. No ALTER of BigQuery changes TIMESTAMP to STRING. --rewrite writes the column anew.
--   missing-column: status, address, address.geo, size, items, lines. DROP COLUMN would destroy main's values;
--     --target staging gives it to staging tables.
--   collation-changed: note. What main has counts; --target staging gives it to staging tables.
--   rounding-mode-changed: fee. What main has counts; --target staging gives it to staging tables.
--   order-changed: address. No ALTER moves a field. --rewrite writes the column anew.
--   type-changed: tags, region. No ALTER of BigQuery changes STRING to INT64. --rewrite writes the column anew.
--   default-changed: weight, source. What main has counts; --target staging gives it to staging tables.
--   type-changed: weight. No ALTER of BigQuery changes INT64 to STRING. --rewrite writes the column anew. An
--     ALTER from INT64 to FLOAT64 would keep fewer digits of some values. --rewrite writes the column anew.
--   policy-tag-missing: secret. What main has counts; --target staging gives it to staging tables.
--   extra-column: items.extra. No ALTER of BigQuery adds a field to a STRUCT; `bq update` with the whole schema
--     does. So does --rewrite.
--
-- Found instead from then on:
--   nullability-changed: id (main: INT64 NULLABLE; staging: INT64 REQUIRED), 1 table
--   default-changed: loaded (main: TIMESTAMP NULLABLE; staging: TIMESTAMP NULLABLE), 1 table
--   missing-column: batch (main: STRUCT<no INT64, at TIMESTAMP> NULLABLE; staging: none), 2 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: loaded.

-- Main
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = 'orders'
    AND column_name = 'id'
    AND is_nullable = 'NO'
) THEN
  ALTER TABLE `a-shop`.`sales`.`orders` ALTER COLUMN id DROP NOT NULL;
END IF;
ALTER TABLE `a-shop`.`sales`.`orders`
  ADD COLUMN IF NOT EXISTS loaded TIMESTAMP,
  ADD COLUMN IF NOT EXISTS batch STRUCT<`no` INT64 NOT NULL, `at` TIMESTAMP>;
ALTER TABLE `a-shop`.`sales`.`orders` ALTER COLUMN price SET DATA TYPE NUMERIC(14, 6);
ALTER TABLE `a-shop`.`sales`.`orders` ALTER COLUMN loaded SET DEFAULT CURRENT_TIMESTAMP();
