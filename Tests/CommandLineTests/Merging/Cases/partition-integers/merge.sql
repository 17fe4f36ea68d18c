-- Merges 1 staging table of 1 shape into shop.sales.main, 3 columns.
--
-- s1: 1 table of 3 columns, such as shop.sales._staging_1
--   INSERT ROW works.
--
-- One row for each key: k, LOWER(v). Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 1 column of staging. It leaves as they are: the key's k, v.
-- Looks only at the partitions of at between staging's first and last. A row of main with the same key in
--   another partition is not seen, and the key comes twice.

DECLARE driftaudit_first INT64;

DECLARE driftaudit_last INT64;

CREATE TEMP TABLE driftaudit_rows AS
SELECT
  S.k,
  S.`at`,
  S.v
FROM `shop`.`sales`.`_staging_1` AS S;

SET driftaudit_first = (
  SELECT MIN(R.`at`)
  FROM driftaudit_rows AS R
);

SET driftaudit_last = (
  SELECT MAX(R.`at`)
  FROM driftaudit_rows AS R
);

MERGE INTO `shop`.`sales`.`main` AS T
USING (
  SELECT *
  FROM driftaudit_rows AS R
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY TO_JSON_STRING(R.k), LOWER(R.v)
    ORDER BY TO_JSON_STRING(R)
  ) = 1
) AS S
ON (T.`at` BETWEEN driftaudit_first AND driftaudit_last OR T.`at` IS NULL)
  AND TO_JSON_STRING(T.k) = TO_JSON_STRING(S.k)
  AND (LOWER(T.v) = LOWER(S.v) OR (LOWER(T.v) IS NULL AND LOWER(S.v) IS NULL))
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
