-- Merges 3 staging tables of 2 shapes into postgres.shop.orders, 14 columns.
--
-- s1: 2 tables of 13 columns, such as postgres.shop.staging_orders_1
--   INSERT … SELECT * fails: tags is integer[], its value is text[].
--   1 column missing, NULL on insert and unchanged on update: we"ird
--   1 column missing, main's default on insert and unchanged on update: ser
--   1 column left out, since main lacks the column: extra
--   1 column REQUIRED in main: a row that has NULL there makes the merge fail: at
--   cast amount from numeric(10,4) to numeric(8,2): fails on a value that does not convert whole
--   cast note from text to character varying(10): fails on a value that does not convert whole
--   cast at from timestamp without time zone to timestamp(3) with time zone: fails on a value that does not
--     convert whole
--   cast tags from text to integer: fails on a value that does not convert whole
--   cast flag from text to boolean: fails on a value that does not convert whole
--   cast small from double precision to smallint: fails on a value that does not convert whole
--   cast day from text to date: fails on a value that does not convert whole
--   cast code from text to uuid: fails on a value that does not convert whole
--
-- s2: 1 table of 6 columns, such as postgres.shop.staging_orders_3
--   INSERT … SELECT * fails: select is integer, the value of at is timestamp with time zone.
--   6 columns missing, NULL on insert and unchanged on update: Upper Case, tags, feeling, flag, day, code
--   1 column missing, main's default on insert and unchanged on update: ser
--   1 column filled by --fill on insert and unchanged on update: select
--   2 columns REQUIRED in main: a row that has NULL there makes the merge fail: id, at
--   cast id from integer to bigint
--   cast amount from text to numeric(8,2): fails on a value that does not convert whole
--   cast at from timestamp with time zone to timestamp(3) with time zone: fails on a value that does not convert
--     whole
--   cast small from integer to smallint: fails on a value that does not convert whole
--
-- One row for each key: id, COALESCE("select", -1). Of several the newest by at, then one by its content.
-- An update writes 10 columns of staging, and sets at. It leaves as they are: the key's id, select; kept ser.
-- driftaudit: keep ser

-- Fails with a message.
CREATE OR REPLACE FUNCTION pg_temp.driftaudit_fail(message text, result anyelement)
RETURNS anyelement LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', message;
END $$;

MERGE INTO shop.orders AS T
USING (
  SELECT *
  FROM (
    SELECT
      R.*,
      ROW_NUMBER() OVER (
        PARTITION BY R.id, COALESCE(R."select", -1)
        ORDER BY R.at DESC NULLS LAST, R.driftaudit_shape, CAST(R AS text)
      ) AS driftaudit_number
    FROM (
        SELECT
          S.id,
          S."Upper Case",
          S."select",
          CASE WHEN S.amount IS NULL OR CAST(S.amount AS numeric(8,2)) = S.amount THEN CAST(S.amount AS numeric(8,2)) ELSE pg_temp.driftaudit_fail('amount loses a part as numeric(8,2)', CAST(NULL AS numeric)) END AS amount,
          CASE WHEN S.note IS NULL OR CAST(S.note AS character varying(10)) = CAST(S.note AS character varying) THEN CAST(S.note AS character varying(10)) ELSE pg_temp.driftaudit_fail('note loses a part as character varying(10)', CAST(NULL AS character varying)) END AS note,
          CASE WHEN S.at IS NULL OR CAST(CAST(S.at AS timestamp(3) with time zone) AS timestamp without time zone) = S.at THEN CAST(S.at AS timestamp(3) with time zone) ELSE pg_temp.driftaudit_fail('at loses a part as timestamp(3) with time zone', CAST(NULL AS timestamp with time zone)) END AS at,
          CASE WHEN S.tags IS NULL THEN NULL ELSE ARRAY(SELECT CAST(element_1 AS integer) FROM UNNEST(S.tags) WITH ORDINALITY AS elements_1(element_1, offset_1) ORDER BY offset_1) END AS tags,
          S.feeling,
          CAST(S.flag AS boolean) AS flag,
          CASE WHEN S.small IS NULL OR CAST(CAST(S.small AS smallint) AS double precision) = S.small THEN CAST(S.small AS smallint) ELSE pg_temp.driftaudit_fail('small loses a part as smallint', CAST(NULL AS smallint)) END AS small,
          CASE WHEN S.day IS NULL OR CAST(CAST(S.day AS date) AS timestamp without time zone) = CAST(S.day AS timestamp without time zone) AND (CAST(CAST(S.day AS timestamp without time zone) AS timestamp with time zone) = CAST(S.day AS timestamp with time zone) OR CAST(S.day AS text) ~ '([Zz]|UTC|[+-]00(:?00)?) *$') THEN CAST(S.day AS date) ELSE pg_temp.driftaudit_fail('day loses a part as date', CAST(NULL AS date)) END AS day,
          CAST(S.code AS uuid) AS code,
          CAST(NULL AS bigint) AS ser,
          CAST(NULL AS text) AS "we""ird",
          1 AS driftaudit_shape
        FROM (
          SELECT id, "Upper Case", "select", amount, note, at, tags, feeling, flag, small, day, code, extra FROM shop.staging_orders_1
          UNION ALL
          SELECT id, "Upper Case", "select", amount, note, at, tags, feeling, flag, small, day, code, extra FROM shop.staging_orders_2
        ) AS S
        UNION ALL
        SELECT
          CAST(S.id AS bigint) AS id,
          CAST(NULL AS text) AS "Upper Case",
          CAST(0 AS integer) AS "select",
          CASE WHEN S.amount IS NULL OR CAST(S.amount AS numeric(8,2)) = CAST(S.amount AS numeric) THEN CAST(S.amount AS numeric(8,2)) ELSE pg_temp.driftaudit_fail('amount loses a part as numeric(8,2)', CAST(NULL AS numeric)) END AS amount,
          S.note,
          CASE WHEN S.at IS NULL OR CAST(S.at AS timestamp(3) with time zone) = S.at THEN CAST(S.at AS timestamp(3) with time zone) ELSE pg_temp.driftaudit_fail('at loses a part as timestamp(3) with time zone', CAST(NULL AS timestamp with time zone)) END AS at,
          CAST(NULL AS integer[]) AS tags,
          CAST(NULL AS mood) AS feeling,
          CAST(NULL AS boolean) AS flag,
          CAST(S.small AS smallint) AS small,
          CAST(NULL AS date) AS day,
          CAST(NULL AS uuid) AS code,
          CAST(NULL AS bigint) AS ser,
          S."we""ird",
          2 AS driftaudit_shape
        FROM shop.staging_orders_3 AS S
      ) AS R
  ) AS R
  WHERE R.driftaudit_number = 1
) AS S
ON T.id = S.id
  AND COALESCE(T."select", -1) = COALESCE(S."select", -1)
WHEN MATCHED THEN UPDATE SET
  "Upper Case" = CASE WHEN S.driftaudit_shape = 1 THEN S."Upper Case" ELSE T."Upper Case" END,
  amount = S.amount,
  note = S.note,
  tags = CASE WHEN S.driftaudit_shape = 1 THEN S.tags ELSE T.tags END,
  feeling = CASE WHEN S.driftaudit_shape = 1 THEN S.feeling ELSE T.feeling END,
  flag = CASE WHEN S.driftaudit_shape = 1 THEN S.flag ELSE T.flag END,
  small = S.small,
  day = CASE WHEN S.driftaudit_shape = 1 THEN S.day ELSE T.day END,
  code = CASE WHEN S.driftaudit_shape = 1 THEN S.code ELSE T.code END,
  "we""ird" = CASE WHEN S.driftaudit_shape = 1 THEN T."we""ird" ELSE S."we""ird" END,
  at = now()
WHEN NOT MATCHED THEN INSERT (
  id,
  "Upper Case",
  "select",
  amount,
  note,
  at,
  tags,
  feeling,
  flag,
  small,
  day,
  code,
  ser,
  "we""ird"
) VALUES (
  S.id,
  S."Upper Case",
  S."select",
  S.amount,
  S.note,
  S.at,
  S.tags,
  S.feeling,
  S.flag,
  S.small,
  S.day,
  S.code,
  DEFAULT,
  S."we""ird"
);
