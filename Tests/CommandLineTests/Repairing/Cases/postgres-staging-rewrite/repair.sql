-- Alters 3 staging tables of postgres.public.orders, which removes 33 of 37 findings.
--
-- Removed:
--   missing-column: ratio, placed_at, status, required, state, tags, day, code, weight, source, payload, flag
--   type-changed: id, amount, ratio, placed_at, state, tags, day, weight, payload, flag
--   parameters-changed: customer, price
--   nullability-changed: id, amount, code
--   default-changed: placed_at, weight, source
--   collation-changed: note
--
-- Left:
--   extra-column: batch, code_2, loaded. DROP COLUMN would destroy the values; --target main gives main a place
--     for them.
--
-- Found instead from then on:
--   nullability-changed: required (main: integer REQUIRED; staging: integer NULLABLE), 2 tables
--   order-changed: (table), 3 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: placed_at, weight, source.
-- Rows that are there have no value for what main has REQUIRED: a merge fails where required is NULL.
-- Values written anew, or none of them where one does not convert: placed_at, state, day, weight, payload, flag,
--   customer, price.

-- Fails with a message.
CREATE OR REPLACE FUNCTION pg_temp.driftaudit_fail(message text, result anyelement)
RETURNS anyelement LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', message;
END $$;

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
  ALTER COLUMN tags TYPE bigint[],
  ALTER COLUMN placed_at DROP DEFAULT,
  ALTER COLUMN placed_at TYPE timestamp with time zone USING CASE WHEN placed_at IS NULL OR CAST(placed_at AS text) !~ '[.][0-9]{6}0*[1-9]' THEN CAST(placed_at AS timestamp with time zone) ELSE pg_temp.driftaudit_fail('placed_at loses a part as timestamp with time zone', CAST(NULL AS timestamp with time zone)) END,
  ALTER COLUMN state TYPE mood USING CAST(state AS mood),
  ALTER COLUMN day TYPE date USING CASE WHEN day IS NULL OR CAST(CAST(day AS date) AS timestamp without time zone) = day THEN CAST(day AS date) ELSE pg_temp.driftaudit_fail('day loses a part as date', CAST(NULL AS date)) END,
  ALTER COLUMN weight DROP DEFAULT,
  ALTER COLUMN weight TYPE integer USING CAST(weight AS integer),
  ALTER COLUMN payload TYPE jsonb USING CAST(payload AS jsonb),
  ALTER COLUMN flag TYPE boolean USING CAST(flag AS boolean);
ALTER TABLE public._staging_1
  ALTER COLUMN placed_at SET DEFAULT now(),
  ALTER COLUMN weight SET DEFAULT 1,
  ALTER COLUMN source SET DEFAULT 'web'::text;

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
  ALTER COLUMN tags TYPE bigint[],
  ALTER COLUMN placed_at DROP DEFAULT,
  ALTER COLUMN placed_at TYPE timestamp with time zone USING CASE WHEN placed_at IS NULL OR CAST(placed_at AS text) !~ '[.][0-9]{6}0*[1-9]' THEN CAST(placed_at AS timestamp with time zone) ELSE pg_temp.driftaudit_fail('placed_at loses a part as timestamp with time zone', CAST(NULL AS timestamp with time zone)) END,
  ALTER COLUMN state TYPE mood USING CAST(state AS mood),
  ALTER COLUMN day TYPE date USING CASE WHEN day IS NULL OR CAST(CAST(day AS date) AS timestamp without time zone) = day THEN CAST(day AS date) ELSE pg_temp.driftaudit_fail('day loses a part as date', CAST(NULL AS date)) END,
  ALTER COLUMN weight DROP DEFAULT,
  ALTER COLUMN weight TYPE integer USING CAST(weight AS integer),
  ALTER COLUMN payload TYPE jsonb USING CAST(payload AS jsonb),
  ALTER COLUMN flag TYPE boolean USING CAST(flag AS boolean);
ALTER TABLE public._staging_2
  ALTER COLUMN placed_at SET DEFAULT now(),
  ALTER COLUMN weight SET DEFAULT 1,
  ALTER COLUMN source SET DEFAULT 'web'::text;

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
ALTER TABLE public._staging_3
  ALTER COLUMN amount DROP NOT NULL,
  ALTER COLUMN customer TYPE character varying(40) USING CASE WHEN customer IS NULL OR CAST(customer AS character varying(40)) = customer THEN CAST(customer AS character varying(40)) ELSE pg_temp.driftaudit_fail('customer loses a part as character varying(40)', CAST(NULL AS character varying)) END,
  ALTER COLUMN price TYPE numeric(12,4) USING CASE WHEN price IS NULL OR CAST(price AS numeric(12,4)) = price THEN CAST(price AS numeric(12,4)) ELSE pg_temp.driftaudit_fail('price loses a part as numeric(12,4)', CAST(NULL AS numeric)) END;
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
