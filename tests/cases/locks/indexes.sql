-- Indexes: built, built while others write, renamed, rebuilt, attached.
CREATE TABLE customer (id integer PRIMARY KEY, name text, born date);
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_lower ON customer (lower(name));
CREATE TABLE parent (id integer);
CREATE TABLE heir () INHERITS (parent);
CREATE TABLE parted (id integer NOT NULL, other integer) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id);
CREATE TABLE parted_2_1 PARTITION OF parted_2 FOR VALUES FROM (100) TO (150);
CREATE INDEX parted_other ON parted (other);
CREATE INDEX parted_id ON ONLY parted (id);
CREATE INDEX parted_1_id ON parted_1 (id);
CREATE MATERIALIZED VIEW sums AS SELECT name, count(*) AS c FROM customer GROUP BY name;
CREATE INDEX sums_name ON sums (name);
INSERT INTO customer SELECT i, 'n' || i FROM generate_series(1, 5) i;
INSERT INTO parent SELECT 1 FROM generate_series(1, 5);
INSERT INTO heir SELECT 1 FROM generate_series(1, 5);
INSERT INTO parted SELECT i, 1 FROM generate_series(1, 5) i;
INSERT INTO parted SELECT i, 1 FROM generate_series(101, 105) i;
REFRESH MATERIALIZED VIEW sums;
-- forms
-- index
CREATE INDEX fresh ON customer (born);
-- unique index
CREATE UNIQUE INDEX fresh ON customer (name);
-- index of an expression
CREATE INDEX fresh ON customer (upper(name)) WHERE born IS NOT NULL;
-- index that may be there
CREATE INDEX IF NOT EXISTS customer_name ON customer (name);
-- index of a materialised view
CREATE INDEX fresh ON sums (c);
-- index of a parent without heirs
CREATE INDEX fresh ON parent (id);
-- index of a partitioned table
CREATE INDEX fresh ON parted (id);
-- index of a partitioned table alone
CREATE INDEX fresh ON ONLY parted (id);
-- index while others write; while LOCK TABLE customer IN ROW EXCLUSIVE MODE
CREATE INDEX CONCURRENTLY fresh ON customer (born);
-- unique index while others write; while LOCK TABLE customer IN ROW EXCLUSIVE MODE
CREATE UNIQUE INDEX CONCURRENTLY fresh_2 ON customer (born);
-- index dropped
DROP INDEX customer_name;
-- index dropped that is not there
DROP INDEX IF EXISTS nowhere;
-- index of a partitioned table dropped
DROP INDEX parted_other;
-- index dropped while others read; while LOCK TABLE customer IN ACCESS SHARE MODE
DROP INDEX CONCURRENTLY customer_lower;
-- renamed
ALTER INDEX customer_name RENAME TO customer_called;
-- renamed as a table
ALTER TABLE customer_name RENAME TO customer_called;
-- index of a key renamed
ALTER INDEX customer_pkey RENAME TO customer_key;
-- fillfactor
ALTER INDEX customer_name SET (fillfactor = 70);
-- options reset
ALTER INDEX customer_name RESET (fillfactor);
-- statistics target
ALTER INDEX customer_lower ALTER COLUMN 1 SET STATISTICS 300;
-- tablespace that it has
ALTER INDEX customer_name SET TABLESPACE pg_default;
-- attached
ALTER INDEX parted_id ATTACH PARTITION parted_1_id;
-- comment
COMMENT ON INDEX customer_name IS 'x';
-- index rebuilt
REINDEX INDEX customer_name;
-- indexes of a table rebuilt
REINDEX TABLE customer;
-- indexes of a materialised view rebuilt
REINDEX TABLE sums;
-- index rebuilt while others write; while LOCK TABLE customer IN ROW EXCLUSIVE MODE
REINDEX INDEX CONCURRENTLY customer_name;
-- indexes rebuilt while others write; while LOCK TABLE customer IN ROW EXCLUSIVE MODE
REINDEX TABLE CONCURRENTLY customer;
-- column of an indexed table dropped
ALTER TABLE customer DROP COLUMN name CASCADE;
-- key's index depends on extension
ALTER INDEX customer_name DEPENDS ON EXTENSION plpgsql;
