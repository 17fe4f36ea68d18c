-- Merges 1 staging table of 1 shape into shop.sales.main, 3 columns.
--
-- s1: 1 table of 3 columns, such as shop.sales._staging_1
--   INSERT ROW works.
--
-- One row for each key: k. Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 2 columns of staging. It leaves as they are: the key's k.
-- Looks only at the partitions of at between staging's first and last. A row of main with the same key in
--   another partition is not seen, and the key comes twice.

DECLARE driftaudit_first DATETIME;

DECLARE driftaudit_last DATETIME;

CREATE TEMP TABLE driftaudit_rows AS
SELECT
  S.k,
  S.`at`,
  S.v
FROM `shop`.`sales`.`_staging_1` AS S;

SET driftaudit_first = (
  SELECT DATETIME_TRUNC(MIN(R.`at`), HOUR)
  FROM driftaudit_rows AS R
);

SET driftaudit_last = (
  SELECT DATETIME_ADD(DATETIME_TRUNC(MAX(R.`at`), HOUR), INTERVAL 1 HOUR)
  FROM driftaudit_rows AS R
);

MERGE INTO `shop`.`sales`.`main` AS T
USING (
  SELECT *
  FROM driftaudit_rows AS R
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY R.k
    ORDER BY TO_JSON_STRING(R)
  ) = 1
) AS S
ON (T.`at` >= driftaudit_first AND T.`at` < driftaudit_last OR T.`at` IS NULL)
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
