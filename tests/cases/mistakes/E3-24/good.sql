CREATE TABLE reader (id integer PRIMARY KEY);
CREATE TABLE place (id integer PRIMARY KEY, reader_id integer NOT NULL REFERENCES reader,
  is_default boolean NOT NULL DEFAULT false);
CREATE INDEX place_reader ON place (reader_id);
CREATE UNIQUE INDEX place_default ON place (reader_id) WHERE is_default;
