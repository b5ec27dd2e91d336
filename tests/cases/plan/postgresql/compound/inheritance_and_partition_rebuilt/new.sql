-- A partitioned tree with keys, triggers and grants gets another key and another partition scheme
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE depot (id integer PRIMARY KEY);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE scan (id bigint NOT NULL, depot_id integer REFERENCES depot, at date NOT NULL, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE scan_a PARTITION OF scan FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE scan_b PARTITION OF scan FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX scan_at ON scan (at);
CREATE TRIGGER t BEFORE UPDATE ON scan FOR EACH ROW EXECUTE FUNCTION pass();
GRANT SELECT ON scan TO colonnade_clerk;
COMMENT ON TABLE scan_a IS 'first part';
