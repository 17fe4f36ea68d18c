-- Merges 3 staging tables of 2 shapes into memory.shop.orders, 13 columns.
--
-- s1: 2 tables of 13 columns, such as memory.shop.staging_orders_1
--   INSERT … SELECT * puts values into other columns without an error: we"ird gets the values of extra.
--   1 column missing, NULL on insert and unchanged on update: we"ird
--   1 column left out, since main lacks the column: extra
--   2 columns REQUIRED in main: a row that has NULL there makes the merge fail: id, at
--   cast amount from DECIMAL(10,4) to DECIMAL(8,2): fails on a value that does not convert whole
--   cast tags from VARCHAR to INTEGER: fails on a value that does not convert whole
--   cast flag from VARCHAR to BOOLEAN: fails on a value that does not convert whole
--   cast small from DOUBLE to SMALLINT: fails on a value that does not convert whole
--   cast day from VARCHAR to DATE: fails on a value that does not convert whole
--   cast who.a from VARCHAR to INTEGER: fails on a value that does not convert whole
--   cast many.x from BIGINT to INTEGER: fails on a value that does not convert whole
--   rebuilt field by field, by name: who, many
--   fields that staging lacks, NULL on insert, and on update as they are, or NULL inside of an ARRAY: who.c d
--   fields left out, since main lacks them: many.z
--
-- s2: 1 table of 6 columns, such as memory.shop.staging_orders_3
--   INSERT … SELECT * fails: 6 values for 13 columns.
--   6 columns missing, NULL on insert and unchanged on update: Upper Case, tags, flag, day, many, m
--   1 column filled by --fill on insert and unchanged on update: select
--   2 columns REQUIRED in main: a row that has NULL there makes the merge fail: id, at
--   cast id from INTEGER to BIGINT
--   cast amount from VARCHAR to DECIMAL(8,2): fails on a value that does not convert whole
--   cast small from INTEGER to SMALLINT: fails on a value that does not convert whole
--
-- One row for each key: id, COALESCE("select", -1). Of several the newest by at, then one by its content.
-- An update writes 9 columns of staging, and sets at. It leaves as they are: the key's id, select; kept day.
-- driftaudit: keep day

MERGE INTO memory.shop.orders AS T
USING (
  SELECT *
  FROM (
    SELECT
      S.id,
      S."Upper Case",
      S."select",
      CASE WHEN S.amount IS NULL OR CAST(S.amount AS DECIMAL(8,2)) = S.amount THEN CAST(S.amount AS DECIMAL(8,2)) ELSE error('amount loses a part as DECIMAL(8,2)') END AS amount,
      S."at",
      [CASE WHEN element_1 IS NULL OR COALESCE(TRY_CAST(CAST(element_1 AS INTEGER) AS DECIMAL(38,18)) = TRY_CAST(CAST(element_1 AS VARCHAR) AS DECIMAL(38,18)), NOT regexp_matches(CAST(element_1 AS VARCHAR), '[.][0-9]{0}0*[1-9]')) THEN CAST(element_1 AS INTEGER) ELSE error('tags loses a part as INTEGER') END FOR element_1 IN S.tags] AS tags,
      CAST(S.flag AS BOOLEAN) AS flag,
      CASE WHEN S.small IS NULL OR CAST(CAST(S.small AS SMALLINT) AS DOUBLE) = S.small THEN CAST(S.small AS SMALLINT) ELSE error('small loses a part as SMALLINT') END AS small,
      CASE WHEN S.day IS NULL OR CAST(CAST(S.day AS DATE) AS TIMESTAMP) = CAST(CAST(S.day AS VARCHAR) AS TIMESTAMP) AND (CAST(CAST(CAST(S.day AS VARCHAR) AS TIMESTAMP) AS TIMESTAMP WITH TIME ZONE) = CAST(CAST(S.day AS VARCHAR) AS TIMESTAMP WITH TIME ZONE) OR regexp_matches(CAST(S.day AS VARCHAR), '([Zz]|[+-]00(:?00)?)\s*$')) THEN CAST(S.day AS DATE) ELSE error('day loses a part as DATE') END AS day,
      CASE WHEN S.who IS NULL THEN NULL ELSE struct_pack(a := CASE WHEN S.who.a IS NULL OR COALESCE(TRY_CAST(CAST(S.who.a AS INTEGER) AS DECIMAL(38,18)) = TRY_CAST(CAST(S.who.a AS VARCHAR) AS DECIMAL(38,18)), NOT regexp_matches(CAST(S.who.a AS VARCHAR), '[.][0-9]{0}0*[1-9]')) THEN CAST(S.who.a AS INTEGER) ELSE error('who.a loses a part as INTEGER') END, b := S.who.b, "c d" := CAST(NULL AS DATE)) END AS who,
      [CASE WHEN element_1 IS NULL THEN NULL ELSE struct_pack(x := CAST(element_1.x AS INTEGER), y := element_1.y) END FOR element_1 IN S.many] AS many,
      S.m,
      CAST(NULL AS VARCHAR) AS "we""ird",
      1 AS driftaudit_shape
    FROM (
      SELECT id, "Upper Case", "select", amount, "at", tags, flag, small, day, who, many, m, extra FROM memory.shop.staging_orders_1
      UNION ALL
      SELECT id, "Upper Case", "select", amount, "at", tags, flag, small, day, who, many, m, extra FROM memory.shop.staging_orders_2
    ) AS S
    UNION ALL
    SELECT
      CAST(S.id AS BIGINT) AS id,
      CAST(NULL AS VARCHAR) AS "Upper Case",
      CAST(0 AS INTEGER) AS "select",
      CASE WHEN S.amount IS NULL OR COALESCE(TRY_CAST(CAST(S.amount AS DECIMAL(8,2)) AS DECIMAL(38,18)) = TRY_CAST(CAST(S.amount AS VARCHAR) AS DECIMAL(38,18)), NOT regexp_matches(CAST(S.amount AS VARCHAR), '[.][0-9]{2}0*[1-9]')) THEN CAST(S.amount AS DECIMAL(8,2)) ELSE error('amount loses a part as DECIMAL(8,2)') END AS amount,
      S."at",
      CAST(NULL AS INTEGER[]) AS tags,
      CAST(NULL AS BOOLEAN) AS flag,
      CAST(S.small AS SMALLINT) AS small,
      CAST(NULL AS DATE) AS day,
      S.who,
      CAST(NULL AS STRUCT(x INTEGER, y VARCHAR)[]) AS many,
      CAST(NULL AS MAP(VARCHAR, INTEGER)) AS m,
      S."we""ird",
      2 AS driftaudit_shape
    FROM memory.shop.staging_orders_3 AS S
  ) AS R
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY R.id, COALESCE(R."select", -1)
    ORDER BY R."at" DESC NULLS LAST, R.driftaudit_shape, CAST(R AS VARCHAR)
  ) = 1
) AS S
ON T.id = S.id
  AND COALESCE(T."select", -1) = COALESCE(S."select", -1)
WHEN MATCHED THEN UPDATE SET
  "Upper Case" = CASE WHEN S.driftaudit_shape = 1 THEN S."Upper Case" ELSE T."Upper Case" END,
  amount = S.amount,
  tags = CASE WHEN S.driftaudit_shape = 1 THEN S.tags ELSE T.tags END,
  flag = CASE WHEN S.driftaudit_shape = 1 THEN S.flag ELSE T.flag END,
  small = S.small,
  who = CASE WHEN S.driftaudit_shape = 1 THEN CASE WHEN S.who IS NULL THEN NULL ELSE struct_pack(a := S.who.a, b := S.who.b, "c d" := T.who."c d") END ELSE S.who END,
  many = CASE WHEN S.driftaudit_shape = 1 THEN S.many ELSE T.many END,
  m = CASE WHEN S.driftaudit_shape = 1 THEN S.m ELSE T.m END,
  "we""ird" = CASE WHEN S.driftaudit_shape = 1 THEN T."we""ird" ELSE S."we""ird" END,
  "at" = current_timestamp
WHEN NOT MATCHED THEN INSERT (
  id,
  "Upper Case",
  "select",
  amount,
  "at",
  tags,
  flag,
  small,
  day,
  who,
  many,
  m,
  "we""ird"
) VALUES (
  S.id,
  S."Upper Case",
  S."select",
  S.amount,
  S."at",
  S.tags,
  S.flag,
  S.small,
  S.day,
  S.who,
  S.many,
  S.m,
  S."we""ird"
);
