-- One partition has its own default, check, storage, privileges and comment
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE loan (id integer, day date, note text DEFAULT 'x') PARTITION BY RANGE (day);
CREATE TABLE loan_2022 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE loan_2023 PARTITION OF loan (note DEFAULT 'y', CONSTRAINT only_positive CHECK (id > 0)) FOR VALUES FROM ('2023-01-01') TO ('2024-01-01') WITH (fillfactor = 60);
GRANT SELECT ON loan_2023 TO colonnade_clerk;
COMMENT ON TABLE loan_2023 IS 'The busy year';
ALTER TABLE loan_2023 ENABLE ROW LEVEL SECURITY;
