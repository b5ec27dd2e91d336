-- Owner and comment of a publication change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
CREATE PUBLICATION p1 FOR TABLE hire;
ALTER PUBLICATION p1 OWNER TO colonnade_manager;
COMMENT ON PUBLICATION p1 IS 'new';
