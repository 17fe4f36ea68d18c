-- Alters 2 staging tables of memory.main.Main Table, which removes 15 of 15 findings.
--
-- Removed:
--   missing-column: select, Order Total, it's, a"b, back\slash, back`tick, ROW, größe in cm, semi;colon
--   type-changed: a"b, back\slash, back`tick
--   parameters-changed: Order Total
--   default-changed: it's, back\slash
--
-- Found instead from then on:
--   order-changed: (table), 2 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: it's.
-- Values written anew, or none of them where one does not convert: back\slash.

BEGIN TRANSACTION;

-- s1: 1 table, memory.main._staging "2
ALTER TABLE memory.main."_staging ""2" ADD COLUMN IF NOT EXISTS "select" VARCHAR;
ALTER TABLE memory.main."_staging ""2" ADD COLUMN IF NOT EXISTS "a""b" INTEGER;
ALTER TABLE memory.main."_staging ""2" ADD COLUMN IF NOT EXISTS "back`tick" VARCHAR;
ALTER TABLE memory.main."_staging ""2" ADD COLUMN IF NOT EXISTS "ROW" INTEGER;
ALTER TABLE memory.main."_staging ""2" ADD COLUMN IF NOT EXISTS "größe in cm" DECIMAL(18,3);
ALTER TABLE memory.main."_staging ""2" ADD COLUMN IF NOT EXISTS "semi;colon" VARCHAR DEFAULT '$$';
ALTER TABLE memory.main."_staging ""2" ALTER COLUMN "ORDER TOTAL" SET DATA TYPE DECIMAL(10,2);
ALTER TABLE memory.main."_staging ""2" ALTER COLUMN "back\slash" SET DATA TYPE INTEGER USING CASE WHEN "back\slash" IS NULL OR COALESCE(TRY_CAST(CAST("back\slash" AS INTEGER) AS DECIMAL(38,18)) = TRY_CAST(CAST("back\slash" AS VARCHAR) AS DECIMAL(38,18)), NOT regexp_matches(CAST("back\slash" AS VARCHAR), '[.][0-9]{0}0*[1-9]')) THEN CAST("back\slash" AS INTEGER) ELSE error('back\slash loses a part as INTEGER') END;
ALTER TABLE memory.main."_staging ""2" ALTER COLUMN "it's" SET DEFAULT 'it''s; -- \ "';
ALTER TABLE memory.main."_staging ""2" ALTER COLUMN "back\slash" DROP DEFAULT;

-- s2: 1 table, memory.main._staging;1
ALTER TABLE memory.main."_staging;1" ADD COLUMN IF NOT EXISTS "Order Total" DECIMAL(10,2);
ALTER TABLE memory.main."_staging;1" ADD COLUMN IF NOT EXISTS "it's" VARCHAR;
ALTER TABLE memory.main."_staging;1" ADD COLUMN IF NOT EXISTS "back\slash" INTEGER;
ALTER TABLE memory.main."_staging;1" ADD COLUMN IF NOT EXISTS "ROW" INTEGER;
ALTER TABLE memory.main."_staging;1" ADD COLUMN IF NOT EXISTS "größe in cm" DECIMAL(18,3);
ALTER TABLE memory.main."_staging;1" ADD COLUMN IF NOT EXISTS "semi;colon" VARCHAR DEFAULT '$$';
ALTER TABLE memory.main."_staging;1" ALTER COLUMN "A""b" SET DATA TYPE INTEGER;
ALTER TABLE memory.main."_staging;1" ALTER COLUMN "back`tick" SET DATA TYPE VARCHAR;
ALTER TABLE memory.main."_staging;1" ALTER COLUMN "it's" SET DEFAULT 'it''s; -- \ "';

COMMIT;

-- What main has REQUIRED. Each fails where a row has NULL, and leaves the others as they are.
ALTER TABLE memory.main."_staging ""2" ALTER COLUMN "semi;colon" SET NOT NULL;
ALTER TABLE memory.main."_staging;1" ALTER COLUMN "semi;colon" SET NOT NULL;
