-- Alters memory.main.orders, which removes 9 of 38 findings.
--
-- Removed:
--   extra-column: address.extra, address.geo.alt, batch, code_2, loaded
--   type-changed: placed_at, weight, flag
--   nullability-changed: id
--
-- Left:
--   type-changed: id, amount, ratio, address.zip, items.count, tags. Main's type takes every value; --target
--     staging gives it to staging tables.
--   parameters-changed: price. Main's type takes every value; --target staging gives it to staging tables.
--   nullability-changed: amount, code. Nothing breaks, and main stays NULLABLE for other writers.
--   missing-column: ratio, placed_at, status, required, address.geo, items, items.price.net, attributes, tags,
--     day, code, weight, source, flag. DROP COLUMN would destroy main's values; --target staging gives it to
--     staging tables.
--   default-changed: placed_at, weight, source. What main has counts; --target staging gives it to staging
--     tables.
--   order-changed: address. No ALTER moves a field. --rewrite writes the column anew.
--   type-changed: day. An ALTER from DATE to TIMESTAMP would fail on values that do not convert. --rewrite
--     writes the column anew.
--
-- Found instead from then on:
--   nullability-changed: id (main: BIGINT NULLABLE; staging: BIGINT REQUIRED), 1 table
--   missing-column: address.extra (main: VARCHAR NULLABLE; staging: none), 1 table
--   default-changed: loaded (main: TIMESTAMP WITH TIME ZONE NULLABLE; staging: TIMESTAMP WITH TIME ZONE
--     NULLABLE), 1 table
--   missing-column: batch (main: BIGINT NULLABLE; staging: none), 2 tables
--   missing-column: code_2 (main: INTEGER NULLABLE; staging: none), 1 table
--
-- New columns stand behind the others, and are NULL in rows that are there.

BEGIN TRANSACTION;

-- Main
ALTER TABLE memory.main.orders ADD COLUMN IF NOT EXISTS loaded TIMESTAMP WITH TIME ZONE;
ALTER TABLE memory.main.orders ADD COLUMN IF NOT EXISTS batch BIGINT;
ALTER TABLE memory.main.orders ADD COLUMN IF NOT EXISTS address.geo.alt DOUBLE;
ALTER TABLE memory.main.orders ALTER COLUMN price SET DATA TYPE DECIMAL(14,6);
ALTER TABLE memory.main.orders ALTER COLUMN id DROP NOT NULL;
ALTER TABLE memory.main.orders ADD COLUMN IF NOT EXISTS code_2 INTEGER;
ALTER TABLE memory.main.orders ADD COLUMN IF NOT EXISTS address.extra VARCHAR;
ALTER TABLE memory.main.orders ALTER COLUMN placed_at SET DATA TYPE VARCHAR;
ALTER TABLE memory.main.orders ALTER COLUMN weight SET DATA TYPE VARCHAR;
ALTER TABLE memory.main.orders ALTER COLUMN flag SET DATA TYPE VARCHAR;

COMMIT;
