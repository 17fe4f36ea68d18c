-- Alters 3 staging tables of postgres.public.orders, which removes 23 of 37 findings.
--
-- Removed:
--   missing-column: ratio, placed_at, status, required, state, tags, day, code, weight, source, payload, flag
--   type-changed: id, amount, ratio, tags
--   parameters-changed: customer, price
--   nullability-changed: id, amount, code
--   default-changed: source
--   collation-changed: note
--
-- Left:
--   parameters-changed: customer. An ALTER from character varying(60) to character varying(40) would fail on
--     values that are longer. --rewrite writes the column anew.
--   parameters-changed: price. An ALTER from numeric(12,6) to numeric(12,4) would round values. --rewrite writes
--     the column anew.
--   default-changed: placed_at, weight. The column keeps another type, which it need not fit.
--   type-changed: placed_at. An ALTER from text to timestamp with time zone needs USING, and would lose a part
--     of some values, and fail on values that do not convert. --rewrite writes the column anew.
--   type-changed: state. An ALTER from text to mood needs USING, and would fail on values that do not convert.
--     --rewrite writes the column anew.
--   type-changed: day. An ALTER from timestamp without time zone to date would drop the time of day. --rewrite
--     writes the column anew.
--   type-changed: weight. An ALTER from text to integer needs USING, and would fail on values that do not
--     convert. --rewrite writes the column anew.
--   type-changed: payload. An ALTER from text to jsonb needs USING, and would fail on values that do not
--     convert. --rewrite writes the column anew.
--   type-changed: flag. An ALTER from text to boolean needs USING, and would fail on values that do not convert.
--     --rewrite writes the column anew.
--   extra-column: batch, code_2, loaded. DROP COLUMN would destroy the values; --target main gives main a place
--     for them.
--
-- Found instead from then on:
--   nullability-changed: required (main: integer REQUIRED; staging: integer NULLABLE), 2 tables
--   order-changed: (table), 3 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: source, placed_at, weight.
-- Rows that are there have no value for what main has REQUIRED: a merge fails where required is NULL.

BEGIN;

-- s1: 2 tables, the first postgres.public._staging_1
ALTER TABLE public._staging_1
  ADD COLUMN IF NOT EXISTS status text DEFAULT 'new'::text,
  ADD COLUMN IF NOT EXISTS required integer;
ALTER TABLE public._staging_1
  ALTER COLUMN code DROP NOT NULL,
  ALTER COLUMN id TYPE bigint,
  ALTER COLUMN customer TYPE character varying(40),
  ALTER COLUMN price TYPE numeric(12,4),
  ALTER COLUMN amount TYPE numeric,
  ALTER COLUMN ratio TYPE double precision,
  ALTER COLUMN note TYPE text COLLATE "C",
  ALTER COLUMN tags TYPE bigint[];
ALTER TABLE public._staging_1 ALTER COLUMN source SET DEFAULT 'web'::text;

ALTER TABLE public._staging_2
  ADD COLUMN IF NOT EXISTS status text DEFAULT 'new'::text,
  ADD COLUMN IF NOT EXISTS required integer;
ALTER TABLE public._staging_2
  ALTER COLUMN code DROP NOT NULL,
  ALTER COLUMN id TYPE bigint,
  ALTER COLUMN customer TYPE character varying(40),
  ALTER COLUMN price TYPE numeric(12,4),
  ALTER COLUMN amount TYPE numeric,
  ALTER COLUMN ratio TYPE double precision,
  ALTER COLUMN note TYPE text COLLATE "C",
  ALTER COLUMN tags TYPE bigint[];
ALTER TABLE public._staging_2 ALTER COLUMN source SET DEFAULT 'web'::text;

-- s2: 1 table, postgres.public._staging_3
ALTER TABLE public._staging_3
  ADD COLUMN IF NOT EXISTS ratio double precision,
  ADD COLUMN IF NOT EXISTS placed_at timestamp with time zone,
  ADD COLUMN IF NOT EXISTS state mood,
  ADD COLUMN IF NOT EXISTS tags bigint[],
  ADD COLUMN IF NOT EXISTS day date,
  ADD COLUMN IF NOT EXISTS code text,
  ADD COLUMN IF NOT EXISTS weight integer,
  ADD COLUMN IF NOT EXISTS source text,
  ADD COLUMN IF NOT EXISTS payload jsonb,
  ADD COLUMN IF NOT EXISTS flag boolean;
ALTER TABLE public._staging_3 ALTER COLUMN amount DROP NOT NULL;
ALTER TABLE public._staging_3
  ALTER COLUMN placed_at SET DEFAULT now(),
  ALTER COLUMN weight SET DEFAULT 1,
  ALTER COLUMN source SET DEFAULT 'web'::text;

COMMIT;

-- What main has REQUIRED. Each fails where a row has NULL, and leaves the others as they are.
ALTER TABLE public._staging_1 ALTER COLUMN id SET NOT NULL;
ALTER TABLE public._staging_1 ALTER COLUMN status SET NOT NULL;
ALTER TABLE public._staging_2 ALTER COLUMN id SET NOT NULL;
ALTER TABLE public._staging_2 ALTER COLUMN status SET NOT NULL;
