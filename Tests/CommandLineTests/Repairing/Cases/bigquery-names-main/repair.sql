-- Alters a-project.sales.Main-Table, which removes 3 of 12 findings.
--
-- Removed:
--   extra-column: driftaudit_new_1, Order, T%--
--
-- Left:
--   missing-column: Total%, from, from.where, a'b#c, a<b>, ROW. DROP COLUMN would destroy main's values;
--     --target staging gives it to staging tables.
--   default-changed: a'b#c. What main has counts; --target staging gives it to staging tables.
--   type-changed: a'b#c. No ALTER of BigQuery changes INT64 to STRING. --rewrite writes the column anew.
--   order-changed: (table). No ALTER moves a column; a MERGE that names its columns does not care.
--
-- Found instead from then on:
--   missing-column: Order (main: STRING NULLABLE; staging: none), 1 table
--   missing-column: driftaudit_new_1 (main: INT64 NULLABLE; staging: none), 1 table
--   missing-column: T%-- (main: STRING NULLABLE; staging: none), 1 table
--
-- New columns stand behind the others, and are NULL in rows that are there.

-- Main
ALTER TABLE `a-project`.`sales`.`Main-Table`
  ADD COLUMN IF NOT EXISTS `Order` STRING,
  ADD COLUMN IF NOT EXISTS driftaudit_new_1 INT64,
  ADD COLUMN IF NOT EXISTS `T%--` STRING;
