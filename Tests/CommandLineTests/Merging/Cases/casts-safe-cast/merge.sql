-- Merges 1 staging table of 1 shape into shop.sales.main, 14 columns.
--
-- s1: 1 table of 14 columns, such as shop.sales._staging_1
--   INSERT ROW fails: day is DATE, its value is TIMESTAMP.
--   cast day from TIMESTAMP to DATE: NULL where a value does not convert, and what does not fit is lost
--   cast n from FLOAT64 to INT64: NULL where a value does not convert, and what does not fit is lost
--   cast x from NUMERIC to FLOAT64
--   cast d from FLOAT64 to NUMERIC(5, 2): NULL where a value does not convert, and what does not fit is lost
--   cast big from STRING to BIGNUMERIC: NULL where a value does not convert, and what does not fit is lost
--   cast s from STRING to STRING(5): NULL where a value does not convert, and what does not fit is lost
--   cast at from DATE to DATETIME
--   cast moment from DATETIME to TIMESTAMP
--   cast ok from INT64 to BOOL: NULL where a value does not convert, and what does not fit is lost
--   cast raw from STRING to BYTES
--   cast whole from NUMERIC to NUMERIC(4, 1): NULL where a value does not convert, and what does not fit is lost
--   cast wait from STRING to INTERVAL: NULL where a value does not convert, and what does not fit is lost
--   cast days from STRING to DATE: NULL where a value does not convert, and what does not fit is lost
--
-- One row for each key: id. Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 13 columns of staging. It leaves as they are: the key's id.

MERGE INTO `shop`.`sales`.`main` AS T
USING (
  SELECT *
  FROM (
    SELECT
      S_.id,
      SAFE_CAST(S_.day AS DATE) AS day,
      SAFE_CAST(S_.n AS INT64) AS n,
      CAST(S_.x AS FLOAT64) AS x,
      IF(ABS(SAFE.ROUND(SAFE_CAST(S_.d AS NUMERIC), 2)) < NUMERIC '1000', SAFE.ROUND(SAFE_CAST(S_.d AS NUMERIC), 2), NULL) AS d,
      SAFE_CAST(S_.big AS BIGNUMERIC) AS big,
      LEFT(SAFE_CAST(S_.s AS STRING), 5) AS s,
      CAST(S_.`at` AS DATETIME) AS `at`,
      CAST(S_.moment AS TIMESTAMP) AS moment,
      SAFE_CAST(S_.ok AS BOOL) AS ok,
      CAST(S_.raw AS BYTES) AS raw,
      IF(ABS(SAFE.ROUND(SAFE_CAST(S_.whole AS NUMERIC), 1)) < NUMERIC '1000', SAFE.ROUND(SAFE_CAST(S_.whole AS NUMERIC), 1), NULL) AS whole,
      SAFE_CAST(S_.wait AS INTERVAL) AS wait,
      ARRAY(SELECT SAFE_CAST(element_1 AS DATE) FROM UNNEST(S_.days) AS element_1 WITH OFFSET AS offset_1 ORDER BY offset_1) AS days
    FROM `shop`.`sales`.`_staging_1` AS S_
  ) AS R
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY R.id
    ORDER BY TO_JSON_STRING(R)
  ) = 1
) AS S_
ON T.id = S_.id
WHEN MATCHED THEN UPDATE SET
  day = S_.day,
  n = S_.n,
  x = S_.x,
  d = S_.d,
  big = S_.big,
  s = S_.s,
  `at` = S_.`at`,
  moment = S_.moment,
  ok = S_.ok,
  raw = S_.raw,
  whole = S_.whole,
  wait = S_.wait,
  days = S_.days
WHEN NOT MATCHED THEN INSERT (
  id,
  day,
  n,
  x,
  d,
  big,
  s,
  `at`,
  moment,
  ok,
  raw,
  whole,
  wait,
  days
) VALUES (
  S_.id,
  S_.day,
  S_.n,
  S_.x,
  S_.d,
  S_.big,
  S_.s,
  S_.`at`,
  S_.moment,
  S_.ok,
  S_.raw,
  S_.whole,
  S_.wait,
  S_.days
);
