-- Alters 2 staging tables of postgres.public.Main Table, which removes 15 of 18 findings.
--
-- Removed:
--   missing-column: select, Order Total, it's, a"b, back\slash, back`tick, ROW, größe in cm, semi;colon
--   type-changed: a"b, back\slash, back`tick
--   parameters-changed: Order Total
--   default-changed: it's, back\slash
--
-- Left:
--   name-changed: select, Order Total, a"b. ALTER TABLE … RENAME COLUMN changes it for everything that reads the
--     table.
--
-- Found instead from then on:
--   order-changed: (table), 2 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: it's.
-- Values written anew, or none of them where one does not convert: back\slash.

BEGIN;

-- s1: 1 table, postgres.public._staging "2
ALTER TABLE public."_staging ""2"
  ADD COLUMN IF NOT EXISTS "select" text,
  ADD COLUMN IF NOT EXISTS "a""b" integer,
  ADD COLUMN IF NOT EXISTS "back`tick" text,
  ADD COLUMN IF NOT EXISTS "ROW" integer,
  ADD COLUMN IF NOT EXISTS "größe in cm" numeric,
  ADD COLUMN IF NOT EXISTS "semi;colon" text DEFAULT '$$'::text;
ALTER TABLE public."_staging ""2"
  ALTER COLUMN "ORDER TOTAL" TYPE numeric(10,2),
  ALTER COLUMN "back\slash" DROP DEFAULT,
  ALTER COLUMN "back\slash" TYPE integer USING CAST("back\slash" AS integer);
ALTER TABLE public."_staging ""2"
  ALTER COLUMN "it's" SET DEFAULT 'it''s; -- \ "'::text,
  ALTER COLUMN "back\slash" DROP DEFAULT;

-- s2: 1 table, postgres.public._staging;1
ALTER TABLE public."_staging;1"
  ADD COLUMN IF NOT EXISTS "Order Total" numeric(10,2),
  ADD COLUMN IF NOT EXISTS "it's" text,
  ADD COLUMN IF NOT EXISTS "back\slash" integer,
  ADD COLUMN IF NOT EXISTS "ROW" integer,
  ADD COLUMN IF NOT EXISTS "größe in cm" numeric,
  ADD COLUMN IF NOT EXISTS "semi;colon" text DEFAULT '$$'::text;
ALTER TABLE public."_staging;1"
  ALTER COLUMN "A""b" TYPE integer,
  ALTER COLUMN "back`tick" TYPE text;
ALTER TABLE public."_staging;1" ALTER COLUMN "it's" SET DEFAULT 'it''s; -- \ "'::text;

COMMIT;

-- What main has REQUIRED. Each fails where a row has NULL, and leaves the others as they are.
ALTER TABLE public."_staging ""2" ALTER COLUMN "semi;colon" SET NOT NULL;
ALTER TABLE public."_staging;1" ALTER COLUMN "semi;colon" SET NOT NULL;
