-- Merges 2 staging tables of 2 shapes into postgres.shop.orders, 5 columns.
--
-- s1: 1 table of 4 columns, such as postgres.shop.staging_1
--   INSERT … SELECT * fails: main fills id itself and takes no value for it.
--   1 column missing, main's default on insert and unchanged on update: n
--   2 columns left out, since main fills them itself: id, doubled
--
-- s2: 1 table of 2 columns, such as postgres.shop.staging_2
--   INSERT … SELECT * fails: main fills id itself and takes no value for it.
--   1 column missing, main's default on insert and unchanged on update: n
--   2 columns left out, since main fills them itself: id, doubled
--
-- One row for each key: code. Of several no --order-by tells the newest: one is taken by its content.
-- An update writes 1 column of staging. It leaves as they are: the key's code.

MERGE INTO shop.orders AS T
USING (
  SELECT *
  FROM (
    SELECT
      R.*,
      ROW_NUMBER() OVER (
        PARTITION BY R.code
        ORDER BY R.driftaudit_shape, CAST(R AS text)
      ) AS driftaudit_number
    FROM (
        SELECT
          S.baseprice AS "basePrice",
          CAST(NULL AS integer) AS n,
          S.code,
          1 AS driftaudit_shape
        FROM shop.staging_1 AS S
        UNION ALL
        SELECT
          S."basePrice",
          CAST(NULL AS integer) AS n,
          S.code,
          2 AS driftaudit_shape
        FROM shop.staging_2 AS S
      ) AS R
  ) AS R
  WHERE R.driftaudit_number = 1
) AS S
ON T.code = S.code
WHEN MATCHED THEN UPDATE SET
  "basePrice" = S."basePrice"
WHEN NOT MATCHED THEN INSERT (
  "basePrice",
  n,
  code
) VALUES (
  S."basePrice",
  DEFAULT,
  S.code
);
