-- Merges 1 staging table of 1 shape into shop.sales.main, 3 columns.
--
-- s1: 1 table of 3 columns, such as shop.sales._staging_1
--   INSERT ROW works.
--
-- One row for each key: k, v. Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 1 column of staging. It leaves as they are: the key's k, v.
-- Looks only at the days of ingestion that --partition-values names. A row of main with the same key in another
--   partition is not seen, and the key comes twice.

MERGE INTO `shop`.`sales`.`main` AS T
USING (
  SELECT *
  FROM (
    SELECT
      S.k,
      S.`at`,
      S.v
    FROM `shop`.`sales`.`_staging_1` AS S
  ) AS R
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY TO_JSON_STRING(R.k), R.v
    ORDER BY TO_JSON_STRING(R)
  ) = 1
) AS S
ON T._PARTITIONDATE IN (DATE '2026-01-30')
  AND TO_JSON_STRING(T.k) = TO_JSON_STRING(S.k)
  AND (T.v = S.v OR (T.v IS NULL AND S.v IS NULL))
WHEN MATCHED THEN UPDATE SET
  `at` = S.`at`
WHEN NOT MATCHED THEN INSERT (
  k,
  `at`,
  v
) VALUES (
  S.k,
  S.`at`,
  S.v
);
