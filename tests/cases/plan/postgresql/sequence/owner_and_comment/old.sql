-- A sequence changes owner and comment
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SEQUENCE lot_number;
COMMENT ON SEQUENCE lot_number IS 'old';
