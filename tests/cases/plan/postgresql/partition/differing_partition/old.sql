-- One partition has its own default, check, storage, privileges and comment
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE loan (id integer, day date, note text DEFAULT 'x') PARTITION BY RANGE (day);
CREATE TABLE loan_2022 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE loan_2023 PARTITION OF loan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
