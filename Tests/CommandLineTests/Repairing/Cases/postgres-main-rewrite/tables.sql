CREATE TYPE mood AS ENUM ('calm', 'hurried');
CREATE TABLE orders (
  id bigint NOT NULL,
  customer varchar(40) NOT NULL,
  price numeric(12, 4),
  amount numeric,
  ratio double precision,
  placed_at timestamp with time zone DEFAULT now(),
  status text NOT NULL DEFAULT 'new',
  required integer NOT NULL,
  note text COLLATE "C",
  state mood,
  tags bigint[],
  day date,
  code text,
  weight integer DEFAULT 1,
  source text DEFAULT 'web',
  payload jsonb,
  flag boolean
);
CREATE TABLE _staging_1 (
  id integer,
  customer varchar(20) NOT NULL,
  price numeric(10, 2),
  amount integer,
  ratio real,
  placed_at text DEFAULT '2026-01-30',
  note text,
  state text,
  tags integer[],
  day timestamp without time zone,
  code text NOT NULL,
  weight text DEFAULT '0',
  source text DEFAULT 'mail',
  payload text,
  flag text,
  loaded timestamp with time zone NOT NULL DEFAULT now(),
  code_2 integer
);
CREATE TABLE _staging_2 (LIKE _staging_1 INCLUDING ALL);
CREATE TABLE _staging_3 (
  id bigint NOT NULL,
  customer varchar(60) NOT NULL,
  price numeric(12, 6),
  amount numeric NOT NULL,
  status text NOT NULL DEFAULT 'new',
  required integer NOT NULL,
  note text COLLATE "C",
  loaded timestamp with time zone,
  batch bigint
);
INSERT INTO orders (id, customer, price, amount, ratio, required, tags, day, code, weight, payload, flag)
VALUES (1, 'a customer', 12.5, 1000.5, 0.5, 1, '{1,2}', '2026-01-30', 'x', 5, '{"a": 1}', true);
INSERT INTO _staging_1 (id, customer, price, amount, ratio, state, tags, day, code, weight, payload, flag, code_2)
VALUES (2, 'another', 10.25, 7, 0.25, 'calm', '{3}', '2026-01-30', 'y', '12', '{"b": []}', 'true', 4);
INSERT INTO _staging_2 (id, customer, code) VALUES (3, 'nobody', 'z');
INSERT INTO _staging_3 VALUES (4, 'somebody', 1.5, 2, 'old', 3, 'a note', NULL, 5);
