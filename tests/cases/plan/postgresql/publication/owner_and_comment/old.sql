-- Owner and comment of a publication change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
CREATE PUBLICATION p1 FOR TABLE hire;
COMMENT ON PUBLICATION p1 IS 'old';
