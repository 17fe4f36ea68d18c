-- Alters 3 staging tables of a-shop.sales.orders, which removes 26 of 32 findings.
--
-- Removed:
--   missing-column: status, address, address.geo, size, items, lines
--   type-changed: amount, ratio, placed_at, size.width, items.count, tags, weight
--   parameters-changed: customer, price
--   nullability-changed: amount, code
--   order-changed: address
--   default-changed: weight, source
--   collation-changed: note
--   rounding-mode-changed: fee
--
-- Left:
--   nullability-changed: id. No ALTER of BigQuery makes a column REQUIRED: create the table anew.
--   type-changed: region. The table is partitioned or clustered by it, so that no column can take its place:
--     create the table anew.
--   policy-tag-missing: secret. No ALTER sets a policy tag; `bq update` with the whole schema does.
--   extra-column: batch, items.extra, loaded. DROP COLUMN would destroy the values; --target main gives main a
--     place for them.
--
-- Found instead from then on:
--   nullability-changed: customer (main: STRING(40) REQUIRED; staging: STRING(40) NULLABLE), 3 tables
--   nullability-changed: status (main: STRING REQUIRED; staging: STRING NULLABLE), 2 tables
--   order-changed: (table), 3 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: status.
-- BigQuery adds no REQUIRED column, and makes none REQUIRED: a merge fails where customer, status are NULL.
-- FLOAT64 keeps 15 to 17 digits of a number: ratio.
-- Values written into a new column that takes the old one's place: customer, placed_at, note, address, items,
--   tags, weight, price. The script stops before that where a value does not convert; it can be run again from
--   its beginning.

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
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'customer'
    AND data_type != 'STRING(40)'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_1 STRING(40);
  UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_1 = SAFE_CAST(customer AS STRING) WHERE day IS NOT NULL OR day IS NULL;
  ASSERT (
    SELECT COUNTIF(customer IS NOT NULL AND driftaudit_new_1 IS NULL)
    FROM `a-shop`.`sales`.`_staging_1`
    WHERE day IS NOT NULL OR day IS NULL
  ) = 0 AS 'customer of _staging_1 holds values that are no STRING(40): it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_1`
    RENAME COLUMN customer TO driftaudit_old_1,
    RENAME COLUMN driftaudit_new_1 TO customer;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_1;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'placed_at'
    AND data_type != 'TIMESTAMP'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_2 TIMESTAMP;
  UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_2 = SAFE_CAST(placed_at AS TIMESTAMP) WHERE day IS NOT NULL OR day IS NULL;
  ASSERT (
    SELECT COUNTIF(placed_at IS NOT NULL AND driftaudit_new_2 IS NULL)
    FROM `a-shop`.`sales`.`_staging_1`
    WHERE day IS NOT NULL OR day IS NULL
  ) = 0 AS 'placed_at of _staging_1 holds values that are no TIMESTAMP: it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_1`
    RENAME COLUMN placed_at TO driftaudit_old_2,
    RENAME COLUMN driftaudit_new_2 TO placed_at;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_2;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_3;
ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_3 STRING COLLATE 'und:ci' OPTIONS (description = 'text');
UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_3 = SAFE_CAST(note AS STRING) WHERE day IS NOT NULL OR day IS NULL;
ASSERT (
  SELECT COUNTIF(note IS NOT NULL AND driftaudit_new_3 IS NULL)
  FROM `a-shop`.`sales`.`_staging_1`
  WHERE day IS NOT NULL OR day IS NULL
) = 0 AS 'note of _staging_1 holds values that are no STRING: it stays as it is';
ALTER TABLE `a-shop`.`sales`.`_staging_1`
  RENAME COLUMN note TO driftaudit_old_3,
  RENAME COLUMN driftaudit_new_3 TO note;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_3;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'address'
    AND data_type != 'STRUCT<street STRING, zip STRING, geo STRUCT<lat FLOAT64, lon FLOAT64>>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_4 STRUCT<street STRING, zip STRING, geo STRUCT<lat FLOAT64, lon FLOAT64 NOT NULL>>;
  UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_4 = IF(address IS NULL, NULL, STRUCT(address.street AS street, address.zip AS zip, CAST(NULL AS STRUCT<lat FLOAT64, lon FLOAT64>) AS geo)) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`_staging_1`
    RENAME COLUMN address TO driftaudit_old_4,
    RENAME COLUMN driftaudit_new_4 TO address;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_4;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'items'
    AND data_type != 'ARRAY<STRUCT<sku STRING, count NUMERIC, extra STRING>>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_5 ARRAY<STRUCT<sku STRING NOT NULL, count NUMERIC, extra STRING>>;
  UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_5 = ARRAY(SELECT AS STRUCT element_1.sku AS sku, CAST(element_1.count AS NUMERIC) AS count, element_1.extra AS extra FROM UNNEST(items) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`_staging_1`
    RENAME COLUMN items TO driftaudit_old_5,
    RENAME COLUMN driftaudit_new_5 TO items;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_5;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'tags'
    AND data_type != 'ARRAY<STRING>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_6 ARRAY<STRING>;
  UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_6 = ARRAY(SELECT CAST(element_1 AS STRING) FROM UNNEST(tags) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`_staging_1`
    RENAME COLUMN tags TO driftaudit_old_6,
    RENAME COLUMN driftaudit_new_6 TO tags;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_6;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'weight'
    AND data_type != 'INT64'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ADD COLUMN IF NOT EXISTS driftaudit_new_7 INT64;
  UPDATE `a-shop`.`sales`.`_staging_1` SET driftaudit_new_7 = SAFE_CAST(weight AS INT64) WHERE day IS NOT NULL OR day IS NULL;
  ASSERT (
    SELECT COUNTIF(weight IS NOT NULL AND driftaudit_new_7 IS NULL)
    FROM `a-shop`.`sales`.`_staging_1`
    WHERE day IS NOT NULL OR day IS NULL
  ) = 0 AS 'weight of _staging_1 holds values that are no INT64: it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_1`
    RENAME COLUMN weight TO driftaudit_old_7,
    RENAME COLUMN driftaudit_new_7 TO weight;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_1` DROP COLUMN IF EXISTS driftaudit_old_7;
ALTER TABLE `a-shop`.`sales`.`_staging_1`
  ALTER COLUMN source SET DEFAULT SESSION_USER(),
  ALTER COLUMN status SET DEFAULT 'new';
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_1'
    AND column_name = 'weight'
    AND column_default IS NOT NULL
    AND column_default != 'NULL'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_1` ALTER COLUMN weight DROP DEFAULT;
END IF;
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
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'customer'
    AND data_type != 'STRING(40)'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_1 STRING(40);
  UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_1 = SAFE_CAST(customer AS STRING) WHERE day IS NOT NULL OR day IS NULL;
  ASSERT (
    SELECT COUNTIF(customer IS NOT NULL AND driftaudit_new_1 IS NULL)
    FROM `a-shop`.`sales`.`_staging_2`
    WHERE day IS NOT NULL OR day IS NULL
  ) = 0 AS 'customer of _staging_2 holds values that are no STRING(40): it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_2`
    RENAME COLUMN customer TO driftaudit_old_1,
    RENAME COLUMN driftaudit_new_1 TO customer;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_1;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'placed_at'
    AND data_type != 'TIMESTAMP'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_2 TIMESTAMP;
  UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_2 = SAFE_CAST(placed_at AS TIMESTAMP) WHERE day IS NOT NULL OR day IS NULL;
  ASSERT (
    SELECT COUNTIF(placed_at IS NOT NULL AND driftaudit_new_2 IS NULL)
    FROM `a-shop`.`sales`.`_staging_2`
    WHERE day IS NOT NULL OR day IS NULL
  ) = 0 AS 'placed_at of _staging_2 holds values that are no TIMESTAMP: it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_2`
    RENAME COLUMN placed_at TO driftaudit_old_2,
    RENAME COLUMN driftaudit_new_2 TO placed_at;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_2;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_3;
ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_3 STRING COLLATE 'und:ci' OPTIONS (description = 'text');
UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_3 = SAFE_CAST(note AS STRING) WHERE day IS NOT NULL OR day IS NULL;
ASSERT (
  SELECT COUNTIF(note IS NOT NULL AND driftaudit_new_3 IS NULL)
  FROM `a-shop`.`sales`.`_staging_2`
  WHERE day IS NOT NULL OR day IS NULL
) = 0 AS 'note of _staging_2 holds values that are no STRING: it stays as it is';
ALTER TABLE `a-shop`.`sales`.`_staging_2`
  RENAME COLUMN note TO driftaudit_old_3,
  RENAME COLUMN driftaudit_new_3 TO note;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_3;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'address'
    AND data_type != 'STRUCT<street STRING, zip STRING, geo STRUCT<lat FLOAT64, lon FLOAT64>>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_4 STRUCT<street STRING, zip STRING, geo STRUCT<lat FLOAT64, lon FLOAT64 NOT NULL>>;
  UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_4 = IF(address IS NULL, NULL, STRUCT(address.street AS street, address.zip AS zip, CAST(NULL AS STRUCT<lat FLOAT64, lon FLOAT64>) AS geo)) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`_staging_2`
    RENAME COLUMN address TO driftaudit_old_4,
    RENAME COLUMN driftaudit_new_4 TO address;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_4;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'items'
    AND data_type != 'ARRAY<STRUCT<sku STRING, count NUMERIC, extra STRING>>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_5 ARRAY<STRUCT<sku STRING NOT NULL, count NUMERIC, extra STRING>>;
  UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_5 = ARRAY(SELECT AS STRUCT element_1.sku AS sku, CAST(element_1.count AS NUMERIC) AS count, element_1.extra AS extra FROM UNNEST(items) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`_staging_2`
    RENAME COLUMN items TO driftaudit_old_5,
    RENAME COLUMN driftaudit_new_5 TO items;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_5;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'tags'
    AND data_type != 'ARRAY<STRING>'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_6 ARRAY<STRING>;
  UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_6 = ARRAY(SELECT CAST(element_1 AS STRING) FROM UNNEST(tags) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) WHERE day IS NOT NULL OR day IS NULL;
  ALTER TABLE `a-shop`.`sales`.`_staging_2`
    RENAME COLUMN tags TO driftaudit_old_6,
    RENAME COLUMN driftaudit_new_6 TO tags;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_6;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'weight'
    AND data_type != 'INT64'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ADD COLUMN IF NOT EXISTS driftaudit_new_7 INT64;
  UPDATE `a-shop`.`sales`.`_staging_2` SET driftaudit_new_7 = SAFE_CAST(weight AS INT64) WHERE day IS NOT NULL OR day IS NULL;
  ASSERT (
    SELECT COUNTIF(weight IS NOT NULL AND driftaudit_new_7 IS NULL)
    FROM `a-shop`.`sales`.`_staging_2`
    WHERE day IS NOT NULL OR day IS NULL
  ) = 0 AS 'weight of _staging_2 holds values that are no INT64: it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_2`
    RENAME COLUMN weight TO driftaudit_old_7,
    RENAME COLUMN driftaudit_new_7 TO weight;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_2` DROP COLUMN IF EXISTS driftaudit_old_7;
ALTER TABLE `a-shop`.`sales`.`_staging_2`
  ALTER COLUMN source SET DEFAULT SESSION_USER(),
  ALTER COLUMN status SET DEFAULT 'new';
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_2'
    AND column_name = 'weight'
    AND column_default IS NOT NULL
    AND column_default != 'NULL'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_2` ALTER COLUMN weight DROP DEFAULT;
END IF;
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
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_3'
    AND column_name = 'customer'
    AND data_type != 'STRING(40)'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_3` ADD COLUMN IF NOT EXISTS driftaudit_new_1 STRING(40);
  UPDATE `a-shop`.`sales`.`_staging_3` SET driftaudit_new_1 = SAFE_CAST(customer AS STRING) WHERE TRUE;
  ASSERT (
    SELECT COUNTIF(customer IS NOT NULL AND driftaudit_new_1 IS NULL)
    FROM `a-shop`.`sales`.`_staging_3`
    WHERE TRUE
  ) = 0 AS 'customer of _staging_3 holds values that are no STRING(40): it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_3`
    RENAME COLUMN customer TO driftaudit_old_1,
    RENAME COLUMN driftaudit_new_1 TO customer;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_3` DROP COLUMN IF EXISTS driftaudit_old_1;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_3'
    AND column_name = 'price'
    AND data_type != 'NUMERIC(12, 4)'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_3` ADD COLUMN IF NOT EXISTS driftaudit_new_2 NUMERIC(12, 4);
  UPDATE `a-shop`.`sales`.`_staging_3` SET driftaudit_new_2 = SAFE_CAST(price AS NUMERIC) WHERE TRUE;
  ASSERT (
    SELECT COUNTIF(price IS NOT NULL AND (driftaudit_new_2 IS NULL OR COALESCE(SAFE_CAST(driftaudit_new_2 AS NUMERIC) != price, TRUE)))
    FROM `a-shop`.`sales`.`_staging_3`
    WHERE TRUE
  ) = 0 AS 'price of _staging_3 holds values that are no NUMERIC(12, 4): it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_3`
    RENAME COLUMN price TO driftaudit_old_2,
    RENAME COLUMN driftaudit_new_2 TO price;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_3` DROP COLUMN IF EXISTS driftaudit_old_2;
IF EXISTS (
  SELECT 1
  FROM `a-shop`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging_3'
    AND column_name = 'weight'
    AND data_type != 'INT64'
) THEN
  ALTER TABLE `a-shop`.`sales`.`_staging_3` ADD COLUMN IF NOT EXISTS driftaudit_new_3 INT64;
  UPDATE `a-shop`.`sales`.`_staging_3` SET driftaudit_new_3 = SAFE_CAST(weight AS INT64) WHERE TRUE;
  ASSERT (
    SELECT COUNTIF(weight IS NOT NULL AND (driftaudit_new_3 IS NULL OR COALESCE(SAFE_CAST(driftaudit_new_3 AS FLOAT64) != weight, TRUE)))
    FROM `a-shop`.`sales`.`_staging_3`
    WHERE TRUE
  ) = 0 AS 'weight of _staging_3 holds values that are no INT64: it stays as it is';
  ALTER TABLE `a-shop`.`sales`.`_staging_3`
    RENAME COLUMN weight TO driftaudit_old_3,
    RENAME COLUMN driftaudit_new_3 TO weight;
END IF;
ALTER TABLE `a-shop`.`sales`.`_staging_3` DROP COLUMN IF EXISTS driftaudit_old_3;
