-- Alters 3 staging tables of memory.main.orders, which removes 25 of 38 findings.
--
-- Removed:
--   missing-column: ratio, placed_at, status, required, address.geo, items, items.price.net, attributes, tags,
--     day, code, weight, source, flag
--   type-changed: id, amount, ratio, address.zip, items.count, tags
--   parameters-changed: price
--   nullability-changed: id, amount, code
--   default-changed: source
--
-- Left:
--   parameters-changed: price. An ALTER from DECIMAL(12,6) to DECIMAL(12,4) would round values. --rewrite writes
--     the column anew.
--   default-changed: placed_at, weight. The column keeps another type, which it need not fit.
--   type-changed: placed_at. An ALTER from VARCHAR to TIMESTAMP WITH TIME ZONE would lose a part of some values,
--     and fail on values that do not convert. --rewrite writes the column anew.
--   order-changed: address. No ALTER moves a field. --rewrite writes the column anew.
--   type-changed: day. An ALTER from TIMESTAMP to DATE would drop the time of day. --rewrite writes the column
--     anew.
--   type-changed: weight. An ALTER from VARCHAR to INTEGER would round values, and fail on values that do not
--     convert. --rewrite writes the column anew.
--   type-changed: flag. An ALTER from VARCHAR to BOOLEAN would fail on values that do not convert. --rewrite
--     writes the column anew.
--   extra-column: address.extra, address.geo.alt, batch, code_2, loaded. DROP COLUMN would destroy the values;
--     --target main gives main a place for them.
--
-- Found instead from then on:
--   nullability-changed: required (main: INTEGER REQUIRED; staging: INTEGER NULLABLE), 2 tables
--   order-changed: items.price (main: STRUCT(net DECIMAL(10,2), currency VARCHAR) NULLABLE; staging:
--     STRUCT(currency VARCHAR, net DECIMAL(10,2)) NULLABLE), 2 tables
--   order-changed: (table), 3 tables
--
-- New columns stand behind the others, and are NULL in rows that are there.
-- A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are
--   there: placed_at, weight, source.
-- Rows that are there have no value for what main has REQUIRED: a merge fails where required is NULL.

BEGIN TRANSACTION;

-- s1: 1 table, memory.main._staging_3
ALTER TABLE memory.main._staging_3 ALTER COLUMN amount DROP NOT NULL;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS ratio DOUBLE;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS placed_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS items STRUCT(sku VARCHAR, count BIGINT, price STRUCT(net DECIMAL(10,2), currency VARCHAR))[];
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS attributes MAP(VARCHAR, INTEGER);
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS tags BIGINT[];
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS day DATE;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS code VARCHAR;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS weight INTEGER;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS source VARCHAR;
ALTER TABLE memory.main._staging_3 ADD COLUMN IF NOT EXISTS flag BOOLEAN;
ALTER TABLE memory.main._staging_3 ALTER COLUMN placed_at SET DEFAULT now();
ALTER TABLE memory.main._staging_3 ALTER COLUMN weight SET DEFAULT 1;
ALTER TABLE memory.main._staging_3 ALTER COLUMN source SET DEFAULT 'web';

-- s2: 1 table, memory.main._staging_1
ALTER TABLE memory.main._staging_1 ALTER COLUMN code DROP NOT NULL;
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS status VARCHAR DEFAULT 'new';
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS required INTEGER;
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS address.geo STRUCT(lat DOUBLE, lon DOUBLE);
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS items.element.price.net DECIMAL(10,2);
ALTER TABLE memory.main._staging_1 ALTER COLUMN id SET DATA TYPE BIGINT;
ALTER TABLE memory.main._staging_1 ALTER COLUMN price SET DATA TYPE DECIMAL(12,4);
ALTER TABLE memory.main._staging_1 ALTER COLUMN amount SET DATA TYPE HUGEINT;
ALTER TABLE memory.main._staging_1 ALTER COLUMN ratio SET DATA TYPE DOUBLE;
ALTER TABLE memory.main._staging_1 ALTER COLUMN address SET DATA TYPE STRUCT(zip VARCHAR, street VARCHAR, extra VARCHAR, geo STRUCT(lat DOUBLE, lon DOUBLE));
ALTER TABLE memory.main._staging_1 ALTER COLUMN items SET DATA TYPE STRUCT(sku VARCHAR, count BIGINT, price STRUCT(currency VARCHAR, net DECIMAL(10,2)))[];
ALTER TABLE memory.main._staging_1 ALTER COLUMN tags SET DATA TYPE BIGINT[];
ALTER TABLE memory.main._staging_1 ALTER COLUMN source SET DEFAULT 'web';

-- s3: 1 table, memory.main._staging_2
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS status VARCHAR DEFAULT 'new';
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS required INTEGER;
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS address.geo STRUCT(lat DOUBLE, lon DOUBLE);
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS items.element.price.net DECIMAL(10,2);
ALTER TABLE memory.main._staging_2 ALTER COLUMN id SET DATA TYPE BIGINT;
ALTER TABLE memory.main._staging_2 ALTER COLUMN price SET DATA TYPE DECIMAL(12,4);
ALTER TABLE memory.main._staging_2 ALTER COLUMN amount SET DATA TYPE HUGEINT;
ALTER TABLE memory.main._staging_2 ALTER COLUMN ratio SET DATA TYPE DOUBLE;
ALTER TABLE memory.main._staging_2 ALTER COLUMN address SET DATA TYPE STRUCT(zip VARCHAR, street VARCHAR, extra VARCHAR, geo STRUCT(lat DOUBLE, lon DOUBLE));
ALTER TABLE memory.main._staging_2 ALTER COLUMN items SET DATA TYPE STRUCT(sku VARCHAR, count BIGINT, price STRUCT(currency VARCHAR, net DECIMAL(10,2)))[];
ALTER TABLE memory.main._staging_2 ALTER COLUMN tags SET DATA TYPE BIGINT[];
ALTER TABLE memory.main._staging_2 ALTER COLUMN source SET DEFAULT 'web';

COMMIT;

-- What main has REQUIRED. Each fails where a row has NULL, and leaves the others as they are.
ALTER TABLE memory.main._staging_1 ALTER COLUMN id SET NOT NULL;
ALTER TABLE memory.main._staging_1 ALTER COLUMN status SET NOT NULL;
ALTER TABLE memory.main._staging_2 ALTER COLUMN id SET NOT NULL;
ALTER TABLE memory.main._staging_2 ALTER COLUMN status SET NOT NULL;
