CREATE TABLE orders (
  id BIGINT NOT NULL,
  customer VARCHAR NOT NULL,
  price DECIMAL(12, 4),
  amount HUGEINT,
  ratio DOUBLE,
  placed_at TIMESTAMPTZ DEFAULT now(),
  status VARCHAR NOT NULL DEFAULT 'new',
  required INTEGER NOT NULL,
  address STRUCT(street VARCHAR, zip VARCHAR, geo STRUCT(lat DOUBLE, lon DOUBLE)),
  items STRUCT(sku VARCHAR, count BIGINT, price STRUCT(net DECIMAL(10, 2), currency VARCHAR))[],
  attributes MAP(VARCHAR, INTEGER),
  tags BIGINT[],
  day DATE,
  code VARCHAR,
  weight INTEGER DEFAULT 1,
  source VARCHAR DEFAULT 'web',
  flag BOOLEAN
);
CREATE TABLE _staging_1 (
  id INTEGER,
  customer VARCHAR NOT NULL,
  price DECIMAL(10, 2),
  amount INTEGER,
  ratio FLOAT,
  placed_at VARCHAR DEFAULT '2026-01-30',
  address STRUCT(zip INTEGER, street VARCHAR, extra VARCHAR),
  items STRUCT(sku VARCHAR, count INTEGER, price STRUCT(currency VARCHAR))[],
  attributes MAP(VARCHAR, INTEGER),
  tags INTEGER[],
  day TIMESTAMP,
  code VARCHAR NOT NULL,
  weight VARCHAR DEFAULT '0',
  source VARCHAR DEFAULT 'mail',
  flag VARCHAR,
  loaded TIMESTAMPTZ DEFAULT now(),
  code_2 INTEGER
);
CREATE TABLE _staging_2 AS FROM _staging_1;
ALTER TABLE _staging_2 ALTER customer SET NOT NULL;
CREATE TABLE _staging_3 (
  id BIGINT NOT NULL,
  customer VARCHAR NOT NULL,
  price DECIMAL(12, 6),
  amount HUGEINT NOT NULL,
  status VARCHAR NOT NULL DEFAULT 'new',
  required INTEGER NOT NULL,
  address STRUCT(street VARCHAR, zip VARCHAR, geo STRUCT(lat DOUBLE, lon DOUBLE, alt DOUBLE)),
  loaded TIMESTAMPTZ,
  batch BIGINT
);
INSERT INTO orders BY NAME SELECT 1 AS id, 'a customer' AS customer, 12.5 AS price, 1 AS required,
  {'street': 's', 'zip': 'z', 'geo': {'lat': 1, 'lon': 2}} AS address, [1, 2] AS tags;
INSERT INTO _staging_1 BY NAME SELECT 2 AS id, 'another' AS customer, 10.25 AS price, {'zip': 12345, 'street': 's'} AS address,
  [{'sku': 's', 'count': 2, 'price': {'currency': 'EUR'}}] AS items, [3] AS tags, TIMESTAMP '2026-01-30' AS day, 'y' AS code,
  '12' AS weight, 'true' AS flag;
INSERT INTO _staging_2 BY NAME SELECT 3 AS id, 'nobody' AS customer, 'z' AS code;
INSERT INTO _staging_3 BY NAME SELECT 4 AS id, 'somebody' AS customer, 2 AS amount, 3 AS required, 5 AS batch;
