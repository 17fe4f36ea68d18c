-- Alters 3 staging tables of memory.main.orders, which removes 33 of 38 findings.
--
-- Removed:
--   missing-column: ratio, placed_at, status, required, address.geo, items, items.price.net, attributes, tags,
--     day, code, weight, source, flag
--   type-changed: id, amount, ratio, placed_at, address.zip, items.count, tags, day, weight, flag
--   parameters-changed: price
--   nullability-changed: id, amount, code
--   order-changed: address
--   default-changed: placed_at, weight, source
--
-- Left:
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
-- Values written anew, or none of them where one does not convert: price, placed_at, address, day, weight, flag.

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
ALTER TABLE memory.main._staging_3 ALTER COLUMN price SET DATA TYPE DECIMAL(12,4) USING CASE WHEN price IS NULL OR CAST(price AS DECIMAL(12,4)) = price THEN CAST(price AS DECIMAL(12,4)) ELSE error('price loses a part as DECIMAL(12,4)') END;
ALTER TABLE memory.main._staging_3 ALTER COLUMN placed_at SET DEFAULT now();
ALTER TABLE memory.main._staging_3 ALTER COLUMN weight SET DEFAULT 1;
ALTER TABLE memory.main._staging_3 ALTER COLUMN source SET DEFAULT 'web';

-- s2: 1 table, memory.main._staging_1
ALTER TABLE memory.main._staging_1 ALTER COLUMN code DROP NOT NULL;
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS status VARCHAR DEFAULT 'new';
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS required INTEGER;
ALTER TABLE memory.main._staging_1 ADD COLUMN IF NOT EXISTS items.element.price.net DECIMAL(10,2);
ALTER TABLE memory.main._staging_1 ALTER COLUMN id SET DATA TYPE BIGINT;
ALTER TABLE memory.main._staging_1 ALTER COLUMN price SET DATA TYPE DECIMAL(12,4);
ALTER TABLE memory.main._staging_1 ALTER COLUMN amount SET DATA TYPE HUGEINT;
ALTER TABLE memory.main._staging_1 ALTER COLUMN ratio SET DATA TYPE DOUBLE;
ALTER TABLE memory.main._staging_1 ALTER COLUMN items SET DATA TYPE STRUCT(sku VARCHAR, count BIGINT, price STRUCT(currency VARCHAR, net DECIMAL(10,2)))[];
ALTER TABLE memory.main._staging_1 ALTER COLUMN tags SET DATA TYPE BIGINT[];
ALTER TABLE memory.main._staging_1 ALTER COLUMN placed_at SET DATA TYPE TIMESTAMP WITH TIME ZONE USING CASE WHEN placed_at IS NULL OR NOT regexp_matches(CAST(placed_at AS VARCHAR), '[.][0-9]{6}0*[1-9]') THEN CAST(placed_at AS TIMESTAMP WITH TIME ZONE) ELSE error('placed_at loses a part as TIMESTAMP WITH TIME ZONE') END;
ALTER TABLE memory.main._staging_1 ALTER COLUMN address SET DATA TYPE STRUCT(street VARCHAR, zip VARCHAR, geo STRUCT(lat DOUBLE, lon DOUBLE), extra VARCHAR) USING CASE WHEN address IS NULL THEN NULL ELSE struct_pack(street := address.street, zip := CAST(address.zip AS VARCHAR), geo := CAST(NULL AS STRUCT(lat DOUBLE, lon DOUBLE)), extra := address.extra) END;
ALTER TABLE memory.main._staging_1 ALTER COLUMN day SET DATA TYPE DATE USING CASE WHEN day IS NULL OR CAST(CAST(day AS DATE) AS TIMESTAMP) = day THEN CAST(day AS DATE) ELSE error('day loses a part as DATE') END;
ALTER TABLE memory.main._staging_1 ALTER COLUMN weight SET DATA TYPE INTEGER USING CASE WHEN weight IS NULL OR COALESCE(TRY_CAST(CAST(weight AS INTEGER) AS DECIMAL(38,18)) = TRY_CAST(CAST(weight AS VARCHAR) AS DECIMAL(38,18)), NOT regexp_matches(CAST(weight AS VARCHAR), '[.][0-9]{0}0*[1-9]')) THEN CAST(weight AS INTEGER) ELSE error('weight loses a part as INTEGER') END;
ALTER TABLE memory.main._staging_1 ALTER COLUMN flag SET DATA TYPE BOOLEAN USING CAST(flag AS BOOLEAN);
ALTER TABLE memory.main._staging_1 ALTER COLUMN placed_at SET DEFAULT now();
ALTER TABLE memory.main._staging_1 ALTER COLUMN weight SET DEFAULT 1;
ALTER TABLE memory.main._staging_1 ALTER COLUMN source SET DEFAULT 'web';

-- s3: 1 table, memory.main._staging_2
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS status VARCHAR DEFAULT 'new';
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS required INTEGER;
ALTER TABLE memory.main._staging_2 ADD COLUMN IF NOT EXISTS items.element.price.net DECIMAL(10,2);
ALTER TABLE memory.main._staging_2 ALTER COLUMN id SET DATA TYPE BIGINT;
ALTER TABLE memory.main._staging_2 ALTER COLUMN price SET DATA TYPE DECIMAL(12,4);
ALTER TABLE memory.main._staging_2 ALTER COLUMN amount SET DATA TYPE HUGEINT;
ALTER TABLE memory.main._staging_2 ALTER COLUMN ratio SET DATA TYPE DOUBLE;
ALTER TABLE memory.main._staging_2 ALTER COLUMN items SET DATA TYPE STRUCT(sku VARCHAR, count BIGINT, price STRUCT(currency VARCHAR, net DECIMAL(10,2)))[];
ALTER TABLE memory.main._staging_2 ALTER COLUMN tags SET DATA TYPE BIGINT[];
ALTER TABLE memory.main._staging_2 ALTER COLUMN placed_at SET DATA TYPE TIMESTAMP WITH TIME ZONE USING CASE WHEN placed_at IS NULL OR NOT regexp_matches(CAST(placed_at AS VARCHAR), '[.][0-9]{6}0*[1-9]') THEN CAST(placed_at AS TIMESTAMP WITH TIME ZONE) ELSE error('placed_at loses a part as TIMESTAMP WITH TIME ZONE') END;
ALTER TABLE memory.main._staging_2 ALTER COLUMN address SET DATA TYPE STRUCT(street VARCHAR, zip VARCHAR, geo STRUCT(lat DOUBLE, lon DOUBLE), extra VARCHAR) USING CASE WHEN address IS NULL THEN NULL ELSE struct_pack(street := address.street, zip := CAST(address.zip AS VARCHAR), geo := CAST(NULL AS STRUCT(lat DOUBLE, lon DOUBLE)), extra := address.extra) END;
ALTER TABLE memory.main._staging_2 ALTER COLUMN day SET DATA TYPE DATE USING CASE WHEN day IS NULL OR CAST(CAST(day AS DATE) AS TIMESTAMP) = day THEN CAST(day AS DATE) ELSE error('day loses a part as DATE') END;
ALTER TABLE memory.main._staging_2 ALTER COLUMN weight SET DATA TYPE INTEGER USING CASE WHEN weight IS NULL OR COALESCE(TRY_CAST(CAST(weight AS INTEGER) AS DECIMAL(38,18)) = TRY_CAST(CAST(weight AS VARCHAR) AS DECIMAL(38,18)), NOT regexp_matches(CAST(weight AS VARCHAR), '[.][0-9]{0}0*[1-9]')) THEN CAST(weight AS INTEGER) ELSE error('weight loses a part as INTEGER') END;
ALTER TABLE memory.main._staging_2 ALTER COLUMN flag SET DATA TYPE BOOLEAN USING CAST(flag AS BOOLEAN);
ALTER TABLE memory.main._staging_2 ALTER COLUMN placed_at SET DEFAULT now();
ALTER TABLE memory.main._staging_2 ALTER COLUMN weight SET DEFAULT 1;
ALTER TABLE memory.main._staging_2 ALTER COLUMN source SET DEFAULT 'web';

COMMIT;

-- What main has REQUIRED. Each fails where a row has NULL, and leaves the others as they are.
ALTER TABLE memory.main._staging_1 ALTER COLUMN id SET NOT NULL;
ALTER TABLE memory.main._staging_1 ALTER COLUMN status SET NOT NULL;
ALTER TABLE memory.main._staging_2 ALTER COLUMN id SET NOT NULL;
ALTER TABLE memory.main._staging_2 ALTER COLUMN status SET NOT NULL;
