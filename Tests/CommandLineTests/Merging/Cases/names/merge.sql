-- Merges 2 staging tables of 2 shapes into a-project.sales.Main-Table, 15 columns.
--
-- s1: 1 table of 13 columns, such as a-project.sales._staging 2
--   INSERT ROW fails: 13 values for 15 columns.
--   2 columns missing, NULL on insert and unchanged on update: Total%, from
--
-- s2: 1 table of 14 columns, such as a-project.sales._staging-1
--   INSERT ROW fails: 14 values for 15 columns.
--   1 column missing, NULL on insert and unchanged on update: Total%
--   rebuilt field by field, by name: from
--   fields that staging lacks, NULL on insert, and on update as they are, or NULL inside of an ARRAY: from.where
--
-- One row for each key: select, Order Total, COALESCE(`größe in cm`, '--;'). Of several the newest by `a & b =
--   c` || `group`, then one by its content.
-- An update writes 9 columns of staging, and sets a & b = c. It leaves as they are: the key's select, Order
--   Total, größe in cm; kept GROUP.
-- driftaudit: keep `GROUP`

MERGE INTO `a-project`.`sales`.`Main-Table` AS T_
USING (
  SELECT *
  FROM (
    SELECT
      S_.`select`,
      S_.`Order Total`,
      S_.`it's`,
      S_.`ÜBERSICHT`,
      S_.`größe in cm`,
      S_.T,
      S_.S,
      S_.R,
      S_.driftaudit_shape,
      S_.`a & b = c`,
      S_.`GROUP`,
      CAST(NULL AS STRING) AS `Total%`,
      S_.element_1,
      S_.`日本`,
      CAST(NULL AS STRUCT<`where` STRING, `to be` INT64>) AS `from`,
      1 AS driftaudit_shape_
    FROM `a-project`.`sales`.`_staging 2` AS S_
    UNION ALL
    SELECT
      S_.`select`,
      S_.`Order Total`,
      S_.`it's`,
      S_.`ÜBERSICHT`,
      S_.`größe in cm`,
      S_.T,
      S_.S,
      S_.R,
      S_.driftaudit_shape,
      S_.`a & b = c`,
      S_.`GROUP`,
      CAST(NULL AS STRING) AS `Total%`,
      S_.element_1,
      S_.`日本`,
      IF(S_.`FROM` IS NULL, NULL, STRUCT(CAST(NULL AS STRING) AS `where`, S_.`FROM`.`To Be` AS `to be`)) AS `from`,
      2 AS driftaudit_shape_
    FROM `a-project`.`sales`.`_staging-1` AS S_
  ) AS R_
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY R_.`select`, R_.`Order Total`, COALESCE(R_.`größe in cm`, '--;')
    ORDER BY (R_.`a & b = c` || R_.`GROUP`) DESC, R_.driftaudit_shape_, TO_JSON_STRING(R_)
  ) = 1
) AS S_
ON (T_.`select` = S_.`select` OR (T_.`select` IS NULL AND S_.`select` IS NULL))
  AND (T_.`Order Total` = S_.`Order Total` OR (T_.`Order Total` IS NULL AND S_.`Order Total` IS NULL))
  AND COALESCE(T_.`größe in cm`, '--;') = COALESCE(S_.`größe in cm`, '--;')
WHEN MATCHED THEN UPDATE SET
  `it's` = S_.`it's`,
  `ÜBERSICHT` = S_.`ÜBERSICHT`,
  T = S_.T,
  S = S_.S,
  R = S_.R,
  driftaudit_shape = S_.driftaudit_shape,
  element_1 = S_.element_1,
  `日本` = S_.`日本`,
  `from` = IF(S_.driftaudit_shape_ = 1, T_.`from`, IF(S_.`from` IS NULL, NULL, STRUCT(T_.`from`.`where` AS `where`, S_.`from`.`to be` AS `to be`))),
  `a & b = c` = UPPER(T_.`a & b = c`)
WHEN NOT MATCHED THEN INSERT (
  `select`,
  `Order Total`,
  `it's`,
  `ÜBERSICHT`,
  `größe in cm`,
  T,
  S,
  R,
  driftaudit_shape,
  `a & b = c`,
  `GROUP`,
  `Total%`,
  element_1,
  `日本`,
  `from`
) VALUES (
  S_.`select`,
  S_.`Order Total`,
  S_.`it's`,
  S_.`ÜBERSICHT`,
  S_.`größe in cm`,
  S_.T,
  S_.S,
  S_.R,
  S_.driftaudit_shape,
  S_.`a & b = c`,
  S_.`GROUP`,
  S_.`Total%`,
  S_.element_1,
  S_.`日本`,
  S_.`from`
);
