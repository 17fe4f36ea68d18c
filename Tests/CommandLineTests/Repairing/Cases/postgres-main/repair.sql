-- Alters postgres.public.orders, which removes 11 of 37 findings.
--
-- Removed:
--   extra-column: batch, code_2, loaded
--   type-changed: placed_at, state, weight, payload, flag
--   parameters-changed: customer
--   nullability-changed: id
--
-- Left:
--   type-changed: id, amount, ratio, tags. Main's type takes every value; --target staging gives it to staging
--     tables.
--   parameters-changed: customer, price. Main's type takes every value; --target staging gives it to staging
--     tables.
--   nullability-changed: amount, code. Nothing breaks, and main stays NULLABLE for other writers.
--   missing-column: ratio, placed_at, status, required, state, tags, day, code, weight, source, payload, flag.
--     DROP COLUMN would destroy main's values; --target staging gives it to staging tables.
--   default-changed: placed_at, weight, source. What main has counts; --target staging gives it to staging
--     tables.
--   collation-changed: note. What main has counts; --target staging gives it to staging tables.
--   type-changed: day. An ALTER from date to timestamp without time zone would fail on values that do not
--     convert. --rewrite writes the column anew.
--
-- Found instead from then on:
--   nullability-changed: id (main: bigint NULLABLE; staging: bigint REQUIRED), 1 table
--   default-changed: loaded (main: timestamp with time zone NULLABLE; staging: timestamp with time zone
--     NULLABLE), 1 table
--   nullability-changed: loaded (main: timestamp with time zone NULLABLE; staging: timestamp with time zone
--     REQUIRED), 2 tables
--   missing-column: code_2 (main: integer NULLABLE; staging: none), 1 table
--   missing-column: batch (main: bigint NULLABLE; staging: none), 2 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: loaded.

BEGIN;

-- Main
ALTER TABLE public.orders
  ADD COLUMN IF NOT EXISTS loaded timestamp with time zone,
  ADD COLUMN IF NOT EXISTS code_2 integer,
  ADD COLUMN IF NOT EXISTS batch bigint;
ALTER TABLE public.orders
  ALTER COLUMN id DROP NOT NULL,
  ALTER COLUMN placed_at TYPE text,
  ALTER COLUMN state TYPE text,
  ALTER COLUMN weight TYPE text,
  ALTER COLUMN payload TYPE text,
  ALTER COLUMN flag TYPE text,
  ALTER COLUMN customer TYPE character varying(60),
  ALTER COLUMN price TYPE numeric(14,6);
ALTER TABLE public.orders ALTER COLUMN loaded SET DEFAULT now();

COMMIT;
