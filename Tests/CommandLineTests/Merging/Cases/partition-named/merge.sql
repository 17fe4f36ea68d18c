-- Merges 1 staging table of 1 shape into shop.sales.main, 3 columns.
--
-- s1: 1 table of 3 columns, such as shop.sales._staging_1
--   INSERT ROW works.
--
-- One row for each key: k. Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 2 columns of staging. It leaves as they are: the key's k.
-- Merges only rows of the partitions of at that --partition-values names. A row of main with the same key in
--   another partition is not seen, and the key comes twice.

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
  WHERE (R.`at` >= DATETIME_TRUNC(DATETIME '2026-01-30', DAY) AND R.`at` < DATETIME_ADD(DATETIME_TRUNC(DATETIME '2026-01-30', DAY), INTERVAL 1 DAY) OR R.`at` >= DATETIME_TRUNC(DATETIME '2026-01-31', DAY) AND R.`at` < DATETIME_ADD(DATETIME_TRUNC(DATETIME '2026-01-31', DAY), INTERVAL 1 DAY))
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY R.k
    ORDER BY TO_JSON_STRING(R)
  ) = 1
) AS S
ON (T.`at` >= DATETIME_TRUNC(DATETIME '2026-01-30', DAY) AND T.`at` < DATETIME_ADD(DATETIME_TRUNC(DATETIME '2026-01-30', DAY), INTERVAL 1 DAY) OR T.`at` >= DATETIME_TRUNC(DATETIME '2026-01-31', DAY) AND T.`at` < DATETIME_ADD(DATETIME_TRUNC(DATETIME '2026-01-31', DAY), INTERVAL 1 DAY))
  AND (T.k = S.k OR (T.k IS NULL AND S.k IS NULL))
WHEN MATCHED THEN UPDATE SET
  `at` = S.`at`,
  v = S.v
WHEN NOT MATCHED THEN INSERT (
  k,
  `at`,
  v
) VALUES (
  S.k,
  S.`at`,
  S.v
);
