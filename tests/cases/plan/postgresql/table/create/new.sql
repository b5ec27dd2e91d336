-- A plain table and one that refers to it appear
CREATE TABLE hive (id integer PRIMARY KEY, placed_on date NOT NULL);
CREATE TABLE beekeeper (id integer PRIMARY KEY, full_name text NOT NULL, hive_id integer NOT NULL REFERENCES hive);
CREATE INDEX beekeeper_hive_id_idx ON beekeeper (hive_id);
COMMENT ON TABLE beekeeper IS 'A person in a white suit';
