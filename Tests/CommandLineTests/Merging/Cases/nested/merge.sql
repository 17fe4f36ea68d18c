-- Merges 4 staging tables of 3 shapes into shop.sales.orders, 12 columns.
--
-- s1: 2 tables of 9 columns, such as shop.sales._staging_a1
--   INSERT ROW fails: 9 values for 12 columns.
--   1 column missing, NULL on insert and unchanged on update: kept
--   1 column missing, main's default on insert and unchanged on update: batch
--   2 columns filled by --fill on insert and unchanged on update: status, priority
--   1 column left out, since main lacks the column: loaded
--   2 columns REQUIRED in main: a row that has NULL there makes the merge fail: id, placed_at
--   cast items.count from INT64 to NUMERIC
--   cast amounts from INT64 to NUMERIC
--   rebuilt field by field, by name: address, address.geo, items, items.price
--   fields that staging lacks, NULL on insert, and on update as they are, or NULL inside of an ARRAY:
--     address.geo.lat, address.note, items.tags, items.price.net
--   fields left out, since main lacks them: items.extra
--
-- s2: 1 table of 9 columns, such as shop.sales._staging_b1
--   INSERT ROW fails: 9 values for 12 columns.
--   1 column missing, NULL on insert and unchanged on update: spot
--   2 columns missing, main's default on insert and unchanged on update: source, batch
--   2 columns REQUIRED in main: a row that has NULL there makes the merge fail: id, placed_at
--
-- s3: 1 table of 5 columns, such as shop.sales._staging_c1
--   INSERT ROW fails: 5 values for 12 columns.
--   4 columns missing, NULL on insert and unchanged on update: items, amounts, spot, kept
--   2 columns missing, main's default on insert and unchanged on update: source, batch
--   2 columns filled by --fill on insert and unchanged on update: status, priority
--   1 column left out, since main lacks the column: loaded
--   2 columns REQUIRED in main: a row that has NULL there makes the merge fail: id, placed_at
--   rebuilt field by field, by name: address
--   fields that staging lacks, NULL on insert, and on update as they are, or NULL inside of an ARRAY:
--     address.street, address.geo, address.note
--
-- One row for each key: id, region. Of several the newest by loaded, then one by its content.
-- Rows of tables without loaded count as the oldest: s2.
-- An update writes 8 columns of staging. It leaves as they are: the key's id, region; kept kept.
-- Looks only at the partitions of placed_at between staging's first and last. A row of main with the same key in
--   another partition is not seen, and the key comes twice.
-- driftaudit: keep kept

DECLARE driftaudit_first TIMESTAMP;

DECLARE driftaudit_last TIMESTAMP;

CREATE TEMP TABLE driftaudit_rows AS
SELECT
  S.id,
  S.region,
  S.placed_at,
  IF(S.address IS NULL, NULL, STRUCT(S.address.street AS street, S.address.city AS city, IF(S.address.geo IS NULL, NULL, STRUCT(CAST(NULL AS FLOAT64) AS lat, S.address.geo.lon AS lon)) AS geo, CAST(NULL AS JSON) AS note)) AS address,
  ARRAY(SELECT AS STRUCT element_1.sku AS sku, CAST(element_1.count AS NUMERIC) AS count, CAST(NULL AS ARRAY<STRING>) AS tags, IF(element_1.price IS NULL, NULL, STRUCT(CAST(NULL AS NUMERIC) AS net, element_1.price.currency AS currency)) AS price FROM UNNEST(S.items) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) AS items,
  ARRAY(SELECT CAST(element_1 AS NUMERIC) FROM UNNEST(S.amounts) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) AS amounts,
  CAST('new' AS STRING) AS status,
  S.source,
  CAST(0 AS INT64) AS priority,
  S.spot,
  CAST(NULL AS STRING) AS kept,
  CAST(NULL AS STRING) AS batch,
  S.loaded AS driftaudit_order,
  1 AS driftaudit_shape
FROM (
  SELECT * FROM `shop`.`sales`.`_staging_a1` UNION ALL BY NAME
  SELECT * FROM `shop`.`sales`.`_staging_a2`
) AS S
UNION ALL
SELECT
  S.id,
  S.region,
  S.placed_at,
  S.address,
  S.items,
  S.amounts,
  COALESCE(S.status, CAST('new' AS STRING)) AS status,
  CAST(NULL AS STRING) AS source,
  COALESCE(S.priority, CAST(0 AS INT64)) AS priority,
  CAST(NULL AS GEOGRAPHY) AS spot,
  S.kept,
  CAST(NULL AS STRING) AS batch,
  CAST(NULL AS TIMESTAMP) AS driftaudit_order,
  2 AS driftaudit_shape
FROM `shop`.`sales`.`_staging_b1` AS S
UNION ALL
SELECT
  S.id,
  S.region,
  S.placed_at,
  IF(S.address IS NULL, NULL, STRUCT(CAST(NULL AS STRING) AS street, S.address.city AS city, CAST(NULL AS STRUCT<lat FLOAT64, lon FLOAT64>) AS geo, CAST(NULL AS JSON) AS note)) AS address,
  CAST(NULL AS ARRAY<STRUCT<sku STRING, count NUMERIC, tags ARRAY<STRING>, price STRUCT<net NUMERIC, currency STRING>>>) AS items,
  CAST(NULL AS ARRAY<NUMERIC>) AS amounts,
  CAST('new' AS STRING) AS status,
  CAST(NULL AS STRING) AS source,
  CAST(0 AS INT64) AS priority,
  CAST(NULL AS GEOGRAPHY) AS spot,
  CAST(NULL AS STRING) AS kept,
  CAST(NULL AS STRING) AS batch,
  S.loaded AS driftaudit_order,
  3 AS driftaudit_shape
FROM `shop`.`sales`.`_staging_c1` AS S;

SET driftaudit_first = (
  SELECT TIMESTAMP_TRUNC(MIN(R.placed_at), MONTH)
  FROM driftaudit_rows AS R
);

SET driftaudit_last = (
  SELECT TIMESTAMP(DATE_ADD(DATE(TIMESTAMP_TRUNC(MAX(R.placed_at), MONTH)), INTERVAL 1 MONTH))
  FROM driftaudit_rows AS R
);

MERGE INTO `shop`.`sales`.`orders` AS T
USING (
  SELECT *
  FROM driftaudit_rows AS R
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY R.id, R.region
    ORDER BY R.driftaudit_order DESC, R.driftaudit_shape, TO_JSON_STRING(R)
  ) = 1
) AS S
ON (T.placed_at >= driftaudit_first AND T.placed_at < driftaudit_last)
  AND T.id = S.id
  AND (T.region = S.region OR (T.region IS NULL AND S.region IS NULL))
WHEN MATCHED THEN UPDATE SET
  placed_at = S.placed_at,
  address = CASE WHEN S.driftaudit_shape = 1 THEN IF(S.address IS NULL, NULL, STRUCT(S.address.street AS street, S.address.city AS city, IF(S.address.geo IS NULL, NULL, STRUCT(T.address.geo.lat AS lat, S.address.geo.lon AS lon)) AS geo, T.address.note AS note)) WHEN S.driftaudit_shape = 2 THEN S.address ELSE IF(S.address IS NULL, NULL, STRUCT(T.address.street AS street, S.address.city AS city, T.address.geo AS geo, T.address.note AS note)) END,
  items = IF(S.driftaudit_shape IN (1, 2), S.items, T.items),
  amounts = IF(S.driftaudit_shape IN (1, 2), S.amounts, T.amounts),
  status = IF(S.driftaudit_shape IN (1, 3), T.status, S.status),
  source = IF(S.driftaudit_shape = 1, S.source, T.source),
  priority = IF(S.driftaudit_shape IN (1, 3), T.priority, S.priority),
  spot = IF(S.driftaudit_shape = 1, S.spot, T.spot)
WHEN NOT MATCHED THEN INSERT (
  id,
  region,
  placed_at,
  address,
  items,
  amounts,
  status,
  source,
  priority,
  spot,
  kept,
  batch
) VALUES (
  S.id,
  S.region,
  S.placed_at,
  S.address,
  S.items,
  S.amounts,
  S.status,
  IF(S.driftaudit_shape IN (2, 3), CAST((SESSION_USER()) AS STRING), S.source),
  S.priority,
  S.spot,
  S.kept,
  DEFAULT
);
