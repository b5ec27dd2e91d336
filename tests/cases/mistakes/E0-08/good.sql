DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

CREATE TABLE parcel (id integer PRIMARY KEY);
GRANT SELECT ON parcel TO colonnade_reader;
