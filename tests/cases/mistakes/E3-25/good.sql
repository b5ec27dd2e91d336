CREATE EXTENSION btree_gist;
CREATE TABLE dim_reader (sk bigint PRIMARY KEY, reader_id integer NOT NULL, valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  EXCLUDE USING gist (reader_id WITH =, tstzrange(valid_from, valid_to) WITH &&));
