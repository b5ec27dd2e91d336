-- Partitioned tables: partitions attached, detached, made, with and without a matching check.
CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE parted (id integer NOT NULL, other integer) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (200);
CREATE INDEX parted_other ON parted (other);
CREATE TABLE bare (id integer NOT NULL, other integer) PARTITION BY RANGE (id);
CREATE TABLE unproved (id integer NOT NULL, other integer);
CREATE TABLE proved (id integer NOT NULL, other integer, CONSTRAINT proved_id CHECK (id >= 300 AND id < 400));
CREATE TABLE half_proved (id integer NOT NULL, other integer, CONSTRAINT half_id CHECK (id >= 300));
CREATE TABLE listed (kind text NOT NULL, other integer) PARTITION BY LIST (kind);
CREATE TABLE listed_a PARTITION OF listed FOR VALUES IN ('a', 'b');
CREATE TABLE listed_rest PARTITION OF listed DEFAULT;
CREATE TABLE listed_c (kind text NOT NULL, other integer, CHECK (kind = 'c'));
CREATE TABLE listed_d (kind text NOT NULL, other integer, CHECK (kind IN ('d', 'e')));
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER parted_row AFTER INSERT ON parted FOR EACH ROW EXECUTE FUNCTION noop();
CREATE TRIGGER parted_statement AFTER INSERT ON parted FOR EACH STATEMENT EXECUTE FUNCTION noop();
CREATE TABLE hashed (id integer NOT NULL) PARTITION BY HASH (id);
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hashed_1 (id integer NOT NULL);
INSERT INTO hashed_1 SELECT i FROM generate_series(1, 20) i WHERE satisfies_hash_partition('hashed'::regclass, 2, 1, i);
CREATE TABLE referring (id integer NOT NULL, customer_id integer REFERENCES customer) PARTITION BY RANGE (id);
CREATE TABLE referring_1 PARTITION OF referring FOR VALUES FROM (0) TO (100);
CREATE TABLE referring_2 (id integer NOT NULL, customer_id integer);
CREATE TABLE referring_3 (id integer NOT NULL, customer_id integer REFERENCES customer);
INSERT INTO customer VALUES (1);
INSERT INTO parted SELECT i, 1 FROM generate_series(1, 5) i;
INSERT INTO parted SELECT i, 1 FROM generate_series(101, 105) i;
INSERT INTO unproved SELECT i, 1 FROM generate_series(301, 305) i;
INSERT INTO proved SELECT i, 1 FROM generate_series(301, 305) i;
INSERT INTO half_proved SELECT i, 1 FROM generate_series(301, 305) i;
INSERT INTO listed SELECT 'a', 1 FROM generate_series(1, 5) i;
INSERT INTO listed SELECT 'x', 1 FROM generate_series(1, 5) i;
INSERT INTO listed_c SELECT 'c', 1 FROM generate_series(1, 5) i;
INSERT INTO listed_d SELECT 'd', 1 FROM generate_series(1, 5) i;
INSERT INTO referring SELECT i, 1 FROM generate_series(1, 5) i;
INSERT INTO referring_2 SELECT i, 1 FROM generate_series(301, 305) i;
INSERT INTO referring_3 SELECT i, 1 FROM generate_series(301, 305) i;
-- forms
-- partition made
CREATE TABLE fresh PARTITION OF parted FOR VALUES FROM (500) TO (600);
-- partition made beside a default one
CREATE TABLE fresh PARTITION OF listed FOR VALUES IN ('z');
-- partition of a table that refers made
CREATE TABLE fresh PARTITION OF referring FOR VALUES FROM (500) TO (600);
-- partition attached
ALTER TABLE parted ATTACH PARTITION unproved FOR VALUES FROM (300) TO (400);
-- partition attached with a matching check
ALTER TABLE bare ATTACH PARTITION proved FOR VALUES FROM (300) TO (400);
-- partition attached with a wider bound
ALTER TABLE bare ATTACH PARTITION proved FOR VALUES FROM (200) TO (900);
-- partition attached with half a check
ALTER TABLE bare ATTACH PARTITION half_proved FOR VALUES FROM (300) TO (400);
-- partition attached without an upper bound
ALTER TABLE bare ATTACH PARTITION half_proved FOR VALUES FROM (300) TO (MAXVALUE);
-- partition attached whose index is built
ALTER TABLE parted ATTACH PARTITION proved FOR VALUES FROM (300) TO (400);
-- default partition attached
ALTER TABLE parted ATTACH PARTITION unproved DEFAULT;
-- partition attached beside a default one
ALTER TABLE listed ATTACH PARTITION listed_c FOR VALUES IN ('c');
-- partition attached with a matching list
ALTER TABLE listed ATTACH PARTITION listed_d FOR VALUES IN ('d', 'e', 'f');
-- hash partition attached
ALTER TABLE hashed ATTACH PARTITION hashed_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
-- partition of a table that refers attached
ALTER TABLE referring ATTACH PARTITION referring_2 FOR VALUES FROM (300) TO (400);
-- partition of a table that refers attached, which refers already
ALTER TABLE referring ATTACH PARTITION referring_3 FOR VALUES FROM (300) TO (400);
-- partition detached
ALTER TABLE parted DETACH PARTITION parted_2;
-- partition detached beside a default one
ALTER TABLE listed DETACH PARTITION listed_a;
-- partition of a table that refers detached
ALTER TABLE referring DETACH PARTITION referring_1;
-- partition detached while others read; since 14; while LOCK TABLE parted_1 IN ACCESS SHARE MODE
ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY;
-- partition dropped
DROP TABLE parted_2;
-- partition dropped beside a default one
DROP TABLE listed_a;
-- partitioned table dropped
DROP TABLE parted;
-- partitioned table that refers dropped
DROP TABLE referring;
-- partitioned table emptied
TRUNCATE parted;
-- column of partitions
ALTER TABLE parted ADD COLUMN extra integer DEFAULT 3;
-- column of partitions, rewritten
ALTER TABLE parted ADD COLUMN extra double precision DEFAULT random();
-- column of partitions dropped
ALTER TABLE parted DROP COLUMN other;
-- column of partitions of another type
ALTER TABLE parted ALTER COLUMN other TYPE bigint;
-- column of partitions required
ALTER TABLE parted ALTER COLUMN other SET NOT NULL;
-- partitioned table renamed
ALTER TABLE parted RENAME TO split;
-- partitioned table owned
ALTER TABLE parted OWNER TO CURRENT_USER;
-- trigger's state of partitions
ALTER TABLE parted DISABLE TRIGGER ALL;
-- rows of partitions changed
UPDATE parted SET other = 2;
-- rows of one partition changed
UPDATE parted_1 SET other = 2;
-- partition renamed
ALTER TABLE parted_1 RENAME TO first_part;
-- comment on a partitioned table
COMMENT ON TABLE parted IS 'x';
-- trigger for each row dropped
DROP TRIGGER parted_row ON parted;
-- trigger for each statement dropped
DROP TRIGGER parted_statement ON parted;
