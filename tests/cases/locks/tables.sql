-- Tables as a whole: names, places, persistence, options, heirs and what stands on them.
CREATE SCHEMA elsewhere;
CREATE TABLE customer (id integer PRIMARY KEY, name varchar(20));
CREATE TABLE invoice (id serial PRIMARY KEY, customer_id integer REFERENCES customer, total integer, number integer GENERATED ALWAYS AS IDENTITY);
CREATE INDEX invoice_total ON invoice (total);
CREATE UNIQUE INDEX invoice_customer ON invoice (id, total);
ALTER TABLE invoice ALTER total SET NOT NULL;
CREATE UNLOGGED TABLE scratch (id integer PRIMARY KEY);
CREATE TABLE parent (id integer, name text);
CREATE TABLE heir () INHERITS (parent);
CREATE TABLE lone (id integer, name text);
CREATE TYPE shape AS (id integer, name text);
CREATE TABLE typed OF shape;
CREATE TABLE loose (id integer, name text);
CREATE VIEW totals AS SELECT id, total FROM invoice;
CREATE MATERIALIZED VIEW sums AS SELECT customer_id, sum(total) AS total FROM invoice GROUP BY customer_id;
CREATE UNIQUE INDEX sums_key ON sums (customer_id);
CREATE MATERIALIZED VIEW over_sums AS SELECT * FROM sums;
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER invoice_touch BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION noop();
CREATE POLICY invoice_mine ON invoice USING (total > 0);
CREATE RULE invoice_keep AS ON DELETE TO invoice DO INSTEAD NOTHING;
CREATE SEQUENCE counter;
CREATE TABLE counted (id integer DEFAULT nextval('counter'));
CREATE SEQUENCE owned OWNED BY lone.id;
CREATE STATISTICS invoice_stats ON id, total FROM invoice;
CREATE PUBLICATION shared FOR TABLE invoice;
INSERT INTO customer SELECT i, 'n' FROM generate_series(1, 5) i;
INSERT INTO invoice (customer_id, total) SELECT i, 1 FROM generate_series(1, 5) i;
INSERT INTO scratch SELECT i FROM generate_series(1, 5) i;
INSERT INTO parent SELECT 1, 'p' FROM generate_series(1, 5);
INSERT INTO heir SELECT 1, 'p' FROM generate_series(1, 5);
INSERT INTO lone SELECT 1, 'p' FROM generate_series(1, 5);
INSERT INTO loose SELECT 1, 'p' FROM generate_series(1, 5);
REFRESH MATERIALIZED VIEW sums;
CLUSTER invoice USING invoice_total;
-- forms
-- table
CREATE TABLE fresh (id integer PRIMARY KEY, name text);
-- table that refers
CREATE TABLE fresh (id integer PRIMARY KEY, customer_id integer REFERENCES customer);
-- table with an heir's place
CREATE TABLE fresh () INHERITS (parent);
-- table like another
CREATE TABLE fresh (LIKE invoice INCLUDING ALL);
-- table of a query
CREATE TABLE fresh AS SELECT * FROM customer;
-- table of a type
CREATE TABLE fresh OF shape;
-- table that may be there
CREATE TABLE IF NOT EXISTS customer (id integer);
-- table dropped
DROP TABLE lone;
-- table dropped that refers and has views
DROP TABLE invoice CASCADE;
-- table dropped that others refer to
DROP TABLE customer CASCADE;
-- table dropped that is not there
DROP TABLE IF EXISTS nowhere;
-- two tables dropped
DROP TABLE loose, typed;
-- parent dropped with heirs
DROP TABLE parent CASCADE;
-- renamed
ALTER TABLE invoice RENAME TO bill;
-- moved
ALTER TABLE invoice SET SCHEMA elsewhere;
-- unlogged
ALTER TABLE lone SET UNLOGGED;
-- unlogged, with an identity
ALTER TABLE loose SET UNLOGGED, ADD COLUMN extra integer;
-- logged
ALTER TABLE scratch SET LOGGED;
-- logged that is logged
ALTER TABLE lone SET LOGGED;
-- access method that it has; since 15
ALTER TABLE lone SET ACCESS METHOD heap;
-- tablespace that it has
ALTER TABLE lone SET TABLESPACE pg_default;
-- fillfactor
ALTER TABLE invoice SET (fillfactor = 70);
-- autovacuum
ALTER TABLE invoice SET (autovacuum_enabled = false, autovacuum_vacuum_threshold = 9);
-- autovacuum of the long values
ALTER TABLE invoice SET (toast.autovacuum_enabled = false);
-- option that needs more
ALTER TABLE invoice SET (user_catalog_table = true);
-- options reset
ALTER TABLE invoice RESET (fillfactor);
-- row security
ALTER TABLE invoice ENABLE ROW LEVEL SECURITY;
-- row security forced
ALTER TABLE invoice FORCE ROW LEVEL SECURITY;
-- replica identity
ALTER TABLE invoice REPLICA IDENTITY FULL;
-- replica identity by an index
ALTER TABLE invoice REPLICA IDENTITY USING INDEX invoice_customer;
-- inheriting
ALTER TABLE lone INHERIT parent;
-- no longer inheriting
ALTER TABLE heir NO INHERIT parent;
-- of a type
ALTER TABLE loose OF shape;
-- no longer of a type
ALTER TABLE typed NOT OF;
-- owner
ALTER TABLE invoice OWNER TO CURRENT_USER;
-- another owner
ALTER TABLE invoice OWNER TO pg_monitor;
-- clustering remembered
ALTER TABLE invoice CLUSTER ON invoice_customer;
-- clustering forgotten
ALTER TABLE invoice SET WITHOUT CLUSTER;
-- comment
COMMENT ON TABLE invoice IS 'x';
-- comment on a column
COMMENT ON COLUMN invoice.total IS 'x';
-- comment on a column of a view
COMMENT ON COLUMN totals.total IS 'x';
-- privileges
GRANT SELECT ON invoice TO PUBLIC;
-- privileges of columns
GRANT SELECT (total) ON invoice TO PUBLIC;
-- privileges taken
REVOKE ALL ON invoice FROM PUBLIC;
-- privileges of all
GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;
-- emptied
TRUNCATE lone;
-- emptied with what refers
TRUNCATE customer CASCADE;
-- emptied with new numbers
TRUNCATE invoice RESTART IDENTITY;
-- emptied with heirs
TRUNCATE parent;
-- emptied alone
TRUNCATE ONLY parent;
-- rows changed
UPDATE lone SET name = 'x';
-- rows of heirs changed
UPDATE parent SET name = 'x';
-- rows added
INSERT INTO lone VALUES (2, 'x');
-- rows added from another
INSERT INTO lone SELECT * FROM loose;
-- rows deleted
DELETE FROM lone WHERE id = 1;
-- rows merged; since 15
MERGE INTO lone USING loose ON lone.id = loose.id + 100 WHEN NOT MATCHED THEN INSERT VALUES (loose.id, loose.name);
-- rows read
SELECT count(*) FROM loose;
-- rows read and locked
SELECT * FROM loose FOR UPDATE;
-- table locked
LOCK TABLE invoice IN SHARE MODE;
-- table locked in the strongest mode
LOCK TABLE lone;
-- rewritten in the order of an index
CLUSTER invoice USING invoice_total;
-- rewritten in the order it has
CLUSTER invoice;
-- analysed
ANALYZE invoice;
-- vacuumed; while LOCK TABLE invoice IN SHARE UPDATE EXCLUSIVE MODE
VACUUM invoice;
-- vacuumed and analysed; while LOCK TABLE invoice IN SHARE UPDATE EXCLUSIVE MODE
VACUUM (ANALYZE) invoice;
-- rewritten by a vacuum; while LOCK TABLE lone IN ACCESS SHARE MODE
VACUUM FULL lone;
-- materialised view filled
REFRESH MATERIALIZED VIEW sums;
-- materialised view filled while it is read
REFRESH MATERIALIZED VIEW CONCURRENTLY sums;
-- materialised view emptied
REFRESH MATERIALIZED VIEW over_sums WITH NO DATA;
-- materialised view
CREATE MATERIALIZED VIEW fresh AS SELECT * FROM lone;
-- materialised view renamed
ALTER MATERIALIZED VIEW over_sums RENAME TO other_sums;
-- materialised view dropped
DROP MATERIALIZED VIEW over_sums;
-- view
CREATE VIEW fresh AS SELECT i.id, c.name FROM invoice i JOIN customer c ON c.id = i.customer_id;
-- view of heirs
CREATE VIEW fresh AS SELECT * FROM parent;
-- view replaced
CREATE OR REPLACE VIEW totals AS SELECT id, total FROM invoice WHERE total > 0;
-- view's options
ALTER VIEW totals SET (security_barrier = true);
-- view's default
ALTER VIEW totals ALTER COLUMN total SET DEFAULT 3;
-- view renamed
ALTER VIEW totals RENAME TO amounts;
-- view moved
ALTER VIEW totals SET SCHEMA elsewhere;
-- view dropped
DROP VIEW totals;
-- trigger
CREATE TRIGGER fresh BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION noop();
-- trigger replaced; since 14
CREATE OR REPLACE TRIGGER invoice_touch BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION noop();
-- constraint trigger
CREATE CONSTRAINT TRIGGER fresh AFTER INSERT ON invoice FROM customer FOR EACH ROW EXECUTE FUNCTION noop();
-- trigger off
ALTER TABLE invoice DISABLE TRIGGER invoice_touch;
-- triggers off
ALTER TABLE invoice DISABLE TRIGGER ALL;
-- trigger always
ALTER TABLE invoice ENABLE ALWAYS TRIGGER invoice_touch;
-- trigger renamed
ALTER TRIGGER invoice_touch ON invoice RENAME TO invoice_feel;
-- trigger dropped
DROP TRIGGER invoice_touch ON invoice;
-- policy
CREATE POLICY fresh ON invoice USING (total > 0);
-- policy that reads another table
CREATE POLICY fresh ON invoice USING (EXISTS (SELECT FROM customer));
-- policy changed
ALTER POLICY invoice_mine ON invoice USING (total > 1);
-- policy renamed
ALTER POLICY invoice_mine ON invoice RENAME TO invoice_ours;
-- policy dropped
DROP POLICY invoice_mine ON invoice;
-- rule
CREATE RULE fresh AS ON UPDATE TO lone DO INSTEAD NOTHING;
-- rule that writes elsewhere
CREATE RULE fresh AS ON INSERT TO lone DO ALSO INSERT INTO loose VALUES (NEW.id, NEW.name);
-- rule off
ALTER TABLE invoice DISABLE RULE invoice_keep;
-- rule renamed
ALTER RULE invoice_keep ON invoice RENAME TO invoice_hold;
-- rule dropped
DROP RULE invoice_keep ON invoice;
-- statistics
CREATE STATISTICS fresh ON id, name FROM lone;
-- statistics' target
ALTER STATISTICS invoice_stats SET STATISTICS 300;
-- statistics renamed
ALTER STATISTICS invoice_stats RENAME TO invoice_numbers;
-- statistics dropped
DROP STATISTICS invoice_stats;
-- publication
CREATE PUBLICATION fresh FOR TABLE lone;
-- publication of all
CREATE PUBLICATION fresh FOR ALL TABLES;
-- publication with another table
ALTER PUBLICATION shared ADD TABLE lone;
-- publication of other tables
ALTER PUBLICATION shared SET TABLE lone;
-- publication without a table
ALTER PUBLICATION shared DROP TABLE invoice;
-- publication dropped
DROP PUBLICATION shared;
-- sequence
CREATE SEQUENCE fresh;
-- sequence owned
CREATE SEQUENCE fresh OWNED BY lone.id;
-- sequence changed
ALTER SEQUENCE counter INCREMENT BY 5;
-- sequence restarted
ALTER SEQUENCE counter RESTART;
-- sequence of another type
ALTER SEQUENCE counter AS integer;
-- sequence given to a column
ALTER SEQUENCE counter OWNED BY lone.id;
-- sequence renamed
ALTER SEQUENCE counter RENAME TO tally;
-- sequence moved
ALTER SEQUENCE counter SET SCHEMA elsewhere;
-- sequence unlogged; since 15
ALTER SEQUENCE counter SET UNLOGGED;
-- sequence's owner
ALTER SEQUENCE counter OWNER TO CURRENT_USER;
-- sequence advanced
SELECT setval('counter', 50);
-- sequence dropped
DROP SEQUENCE owned;
-- used sequence dropped
DROP SEQUENCE counter CASCADE;
-- sequence's privileges
GRANT USAGE ON SEQUENCE counter TO PUBLIC;
-- comment on a sequence
COMMENT ON SEQUENCE counter IS 'x';
-- schema dropped
DROP SCHEMA elsewhere;
-- schema made
CREATE SCHEMA third;
-- schema renamed
ALTER SCHEMA elsewhere RENAME TO other;
