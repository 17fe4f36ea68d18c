-- Merges 1 staging table of 1 shape into shop.sales.main, 14 columns.
--
-- s1: 1 table of 14 columns, such as shop.sales._staging_1
--   INSERT ROW fails: day is DATE, its value is TIMESTAMP.
--   9 columns missing, NULL on insert and unchanged on update: day, n, d, big, s, ok, whole, wait, days
--   cast x from NUMERIC to FLOAT64
--   cast at from DATE to DATETIME
--   cast moment from DATETIME to TIMESTAMP
--   cast raw from STRING to BYTES
--
-- One row for each key: id. Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 4 columns of staging. It leaves as they are: the key's id.

MERGE INTO `shop`.`sales`.`main` AS T
USING (
  SELECT *
  FROM (
    SELECT
      S_.id,
      CAST(NULL AS DATE) AS day,
      CAST(NULL AS INT64) AS n,
      CAST(S_.x AS FLOAT64) AS x,
      CAST(NULL AS NUMERIC) AS d,
      CAST(NULL AS BIGNUMERIC) AS big,
      CAST(NULL AS STRING) AS s,
      CAST(S_.`at` AS DATETIME) AS `at`,
      CAST(S_.moment AS TIMESTAMP) AS moment,
      CAST(NULL AS BOOL) AS ok,
      CAST(S_.raw AS BYTES) AS raw,
      CAST(NULL AS NUMERIC) AS whole,
      CAST(NULL AS INTERVAL) AS wait,
      CAST(NULL AS ARRAY<DATE>) AS days
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
  x = S_.x,
  `at` = S_.`at`,
  moment = S_.moment,
  raw = S_.raw
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
