-- Alters a-shop.sales.orders, which removes 5 of 32 findings.
--
-- Removed:
--   extra-column: batch, items.extra, loaded
--   nullability-changed: id
--   order-changed: address
--
-- Left:
--   parameters-changed: customer. Main's type takes every value; --target staging gives it to staging tables.
--     Staging tables have it in several types, of which main cannot be all.
--   parameters-changed: price. Main's type takes every value; --target staging gives it to staging tables.
--   nullability-changed: amount, code. Nothing breaks, and main stays NULLABLE for other writers.
--   type-changed: amount, size.width, items.count. Main's type takes every value; --target staging gives it to
--     staging tables.
--   type-changed: ratio, placed_at, tags, region, weight. Staging tables have it in several types, of which main
--     cannot be all.
--   missing-column: status, address, address.geo, size, items, lines. DROP COLUMN would destroy main's values;
--     --target staging gives it to staging tables.
--   collation-changed: note. What main has counts; --target staging gives it to staging tables.
--   rounding-mode-changed: fee. What main has counts; --target staging gives it to staging tables.
--   default-changed: weight, source. What main has counts; --target staging gives it to staging tables.
--   policy-tag-missing: secret. What main has counts; --target staging gives it to staging tables.
--
-- Found instead from then on:
--   nullability-changed: id (main: INT64 NULLABLE; staging: INT64 REQUIRED), 1 table
--   default-changed: loaded (main: TIMESTAMP NULLABLE; staging: TIMESTAMP NULLABLE), 1 table
--   missing-column: batch (main: STRUCT<no INT64, at TIMESTAMP> NULLABLE; staging: none), 2 tables
--   order-changed: (table), 2 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: loaded.
-- Values written into a new column that takes the old one's place: address, items. The script stops before that
--   where a value does not convert; it can be run again from its beginning.

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
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = 'orders'
    AND column_name = 'address'
    AND data_type != 'STRUCT<zip STRING, street STRING, geo STRUCT<lat FLOAT64, lon FLOAT64>>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`orders` ADD COLUMN IF NOT EXISTS driftaudit_new_1 STRUCT<zip STRING, street STRING, geo STRUCT<lat FLOAT64, lon FLOAT64 NOT NULL>>;
  UPDATE `a-shop`.`sales`.`orders` SET driftaudit_new_1 = IF(address IS NULL, NULL, STRUCT(address.zip AS zip, address.street AS street, address.geo AS geo)) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`orders`
    RENAME COLUMN address TO driftaudit_old_1,
    RENAME COLUMN driftaudit_new_1 TO address;
END IF;
ALTER TABLE `a-shop`.`sales`.`orders` DROP COLUMN IF EXISTS driftaudit_old_1;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = 'orders'
    AND column_name = 'items'
    AND data_type != 'ARRAY<STRUCT<sku STRING, count NUMERIC, extra STRING>>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`orders` ADD COLUMN IF NOT EXISTS driftaudit_new_2 ARRAY<STRUCT<sku STRING NOT NULL, count NUMERIC, extra STRING>>;
  UPDATE `a-shop`.`sales`.`orders` SET driftaudit_new_2 = ARRAY(SELECT AS STRUCT element_1.sku AS sku, element_1.count AS count, CAST(NULL AS STRING) AS extra FROM UNNEST(items) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`orders`
    RENAME COLUMN items TO driftaudit_old_2,
    RENAME COLUMN driftaudit_new_2 TO items;
END IF;
ALTER TABLE `a-shop`.`sales`.`orders` DROP COLUMN IF EXISTS driftaudit_old_2;
ALTER TABLE `a-shop`.`sales`.`orders` ALTER COLUMN loaded SET DEFAULT CURRENT_TIMESTAMP();
