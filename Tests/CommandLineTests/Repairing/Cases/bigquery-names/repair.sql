-- Alters 2 staging tables of a-project.sales.Main-Table, which removes 8 of 12 findings.
--
-- Removed:
--   missing-column: Total%, from, from.where, a'b#c, a<b>, ROW
--   type-changed: a'b#c
--   default-changed: a'b#c
--
-- Left:
--   extra-column: driftaudit_new_1, Order, T%--. DROP COLUMN would destroy the values; --target main gives main
--     a place for them.
--   order-changed: (table). No ALTER moves a column; a MERGE that names its columns does not care.
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: ROW.
-- Values written into a new column that takes the old one's place: FROM, A'B#C. The script stops before that
--   where a value does not convert; it can be run again from its beginning.

-- s1: 1 table, a-project.sales._staging 2
ALTER TABLE `a-project`.`sales`.`_staging 2`
  ADD COLUMN IF NOT EXISTS `Total%` STRING,
  ADD COLUMN IF NOT EXISTS `from` STRUCT<`where` STRING, `to be` INT64>,
  ADD COLUMN IF NOT EXISTS `a'b#c` INT64,
  ADD COLUMN IF NOT EXISTS `a<b>` STRING,
  ADD COLUMN IF NOT EXISTS ROW STRING;
ALTER TABLE `a-project`.`sales`.`_staging 2` ALTER COLUMN ROW SET DEFAULT 'it\'s; --';

-- s2: 1 table, a-project.sales._staging-1
ALTER TABLE `a-project`.`sales`.`_staging-1`
  ADD COLUMN IF NOT EXISTS `Total%` STRING,
  ADD COLUMN IF NOT EXISTS `a<b>` STRING,
  ADD COLUMN IF NOT EXISTS ROW STRING;
IF EXISTS (
  SELECT 1
  FROM `a-project`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging-1'
    AND column_name = 'FROM'
    AND data_type != 'STRUCT<where STRING, `To Be` INT64>'
) THEN
  ALTER TABLE `a-project`.`sales`.`_staging-1` ADD COLUMN IF NOT EXISTS driftaudit_new_1_ STRUCT<`where` STRING, `To Be` INT64>;
  UPDATE `a-project`.`sales`.`_staging-1` SET driftaudit_new_1_ = IF(`FROM` IS NULL, NULL, STRUCT(CAST(NULL AS STRING) AS `where`, `FROM`.`To Be` AS `To Be`)) WHERE TRUE;
  ALTER TABLE `a-project`.`sales`.`_staging-1`
    RENAME COLUMN `FROM` TO driftaudit_old_1,
    RENAME COLUMN driftaudit_new_1_ TO `FROM`;
END IF;
ALTER TABLE `a-project`.`sales`.`_staging-1` DROP COLUMN IF EXISTS driftaudit_old_1;
IF EXISTS (
  SELECT 1
  FROM `a-project`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging-1'
    AND column_name = 'A\'B#C'
    AND data_type != 'INT64'
) THEN
  ALTER TABLE `a-project`.`sales`.`_staging-1` ADD COLUMN IF NOT EXISTS driftaudit_new_2 INT64;
  UPDATE `a-project`.`sales`.`_staging-1` SET driftaudit_new_2 = SAFE_CAST(`A'B#C` AS INT64) WHERE TRUE;
  ASSERT (
    SELECT COUNTIF(`A'B#C` IS NOT NULL AND driftaudit_new_2 IS NULL)
    FROM `a-project`.`sales`.`_staging-1`
    WHERE TRUE
  ) = 0 AS 'A\'B#C of _staging-1 holds values that are no INT64: it stays as it is';
  ALTER TABLE `a-project`.`sales`.`_staging-1`
    RENAME COLUMN `A'B#C` TO driftaudit_old_2,
    RENAME COLUMN driftaudit_new_2 TO `A'B#C`;
END IF;
ALTER TABLE `a-project`.`sales`.`_staging-1` DROP COLUMN IF EXISTS driftaudit_old_2;
ALTER TABLE `a-project`.`sales`.`_staging-1` ALTER COLUMN ROW SET DEFAULT 'it\'s; --';
IF EXISTS (
  SELECT 1
  FROM `a-project`.`sales`.INFORMATION_SCHEMA.COLUMNS
  WHERE table_name = '_staging-1'
    AND column_name = 'A\'B#C'
    AND column_default IS NOT NULL
    AND column_default != 'NULL'
) THEN
  ALTER TABLE `a-project`.`sales`.`_staging-1` ALTER COLUMN `A'B#C` DROP DEFAULT;
END IF;
