CREATE TABLE "Main Table" (
  id integer,
  "select" text,
  "Order Total" numeric(10, 2),
  "it's" text DEFAULT 'it''s; -- \ "',
  "a""b" integer,
  "back\slash" integer,
  "back`tick" text,
  "ROW" integer,
  "größe in cm" numeric,
  "semi;colon" text NOT NULL DEFAULT '$$'
);
CREATE TABLE "_staging;1" (id integer, "Select" text, "A""b" smallint, "back`tick" integer);
CREATE TABLE "_staging ""2" (id integer, "ORDER TOTAL" numeric(8, 2), "it's" text, "back\slash" text DEFAULT '1');
INSERT INTO "_staging;1" VALUES (1, 'a', 2, 3);
INSERT INTO "_staging ""2" VALUES (1, 1.5, 'x', '7');
