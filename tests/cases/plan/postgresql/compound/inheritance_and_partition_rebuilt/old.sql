-- A partitioned tree with keys, triggers and grants gets another key and another partition scheme
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE depot (id integer PRIMARY KEY);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE scan (id bigint NOT NULL, depot_id integer REFERENCES depot, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE scan_a PARTITION OF scan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE scan_b PARTITION OF scan FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX scan_at ON scan (at);
CREATE TRIGGER t BEFORE UPDATE ON scan FOR EACH ROW EXECUTE FUNCTION pass();
GRANT SELECT ON scan TO colonnade_clerk;
COMMENT ON TABLE scan_a IS 'first part';
