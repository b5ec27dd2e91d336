-- Owner, comment and target of a statistics object change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE hire (shop text, town text);
CREATE STATISTICS s1 ON shop, town FROM hire;
ALTER STATISTICS s1 SET STATISTICS 50;
