CREATE TABLE dim_reader (sk bigint PRIMARY KEY, reader_id integer NOT NULL, valid_from date NOT NULL,
  valid_to date);
