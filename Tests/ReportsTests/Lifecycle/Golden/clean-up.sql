-- Drops 5 staging tables of 2 batches: at least 4.5 MB.
-- Written by driftaudit 0.1.0 as of 2026-02-02T06:00:00Z. Staging of:
--   p.d.main, which is not touched
--
-- A batch counts as left over where nothing of it is younger than 24 h.
-- No list tells when these tables were changed last; INFORMATION_SCHEMA.TABLE_STORAGE would.
-- Nobody checked whether the rows of these batches are in main. Age decides alone.
--
--   2026-01-20  batch_2026_01_20_1768900000  3 tables  4.5 MB
--   2026-01-25  batch_2026_01_25_1769300000  2 tables
--
-- As it stands it drops nothing: it tells which of the tables are still there.
-- With TRUE behind DEFAULT it drops them. It can be run again: what is gone is passed over.

DECLARE drop_tables BOOL DEFAULT FALSE;

-- 2026-01-20, batch_2026_01_20_1768900000: 3 tables
IF drop_tables THEN
  DROP TABLE IF EXISTS `p`.`d`.`s_batch_2026_01_20_1768900000_w1`;
  DROP TABLE IF EXISTS `p`.`d`.`s_batch_2026_01_20_1768900000_w2`;
  DROP TABLE IF EXISTS `p`.`d`.`s_batch_2026_01_20_1768900000_w3`;
ELSE
  SELECT table_catalog, table_schema, table_name, table_type, creation_time
  FROM `p`.`d`.INFORMATION_SCHEMA.TABLES
  WHERE table_name IN (
    's_batch_2026_01_20_1768900000_w1',
    's_batch_2026_01_20_1768900000_w2',
    's_batch_2026_01_20_1768900000_w3'
  )
  ORDER BY table_name;
END IF;

-- 2026-01-25, batch_2026_01_25_1769300000: 2 tables
IF drop_tables THEN
  DROP TABLE IF EXISTS `p`.`d`.`s_batch_2026_01_25_1769300000_w1`;
  DROP TABLE IF EXISTS `p`.`d`.`s_batch_2026_01_25_1769300000_w2`;
ELSE
  SELECT table_catalog, table_schema, table_name, table_type, creation_time
  FROM `p`.`d`.INFORMATION_SCHEMA.TABLES
  WHERE table_name IN (
    's_batch_2026_01_25_1769300000_w1',
    's_batch_2026_01_25_1769300000_w2'
  )
  ORDER BY table_name;
END IF;
