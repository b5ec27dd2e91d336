-- A partition key change must keep owner, grants, column grants, policies and comments of the tree
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE scan (id integer NOT NULL, at date NOT NULL, town text) PARTITION BY RANGE (id);
CREATE TABLE scan_1 PARTITION OF scan FOR VALUES FROM (1) TO (1000);
ALTER TABLE scan OWNER TO colonnade_manager;
GRANT SELECT ON scan TO colonnade_clerk;
GRANT UPDATE (town) ON scan TO colonnade_clerk;
ALTER TABLE scan ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON scan USING (town <> '');
COMMENT ON TABLE scan IS 'every beep';
COMMENT ON COLUMN scan.town IS 'where';
CREATE VIEW scans AS SELECT id FROM scan;
