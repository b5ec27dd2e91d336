DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

CREATE TABLE letter (id integer PRIMARY KEY);
ALTER TABLE letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON letter FOR SELECT TO colonnade_reader USING (true);
GRANT SELECT ON letter TO colonnade_reader;
