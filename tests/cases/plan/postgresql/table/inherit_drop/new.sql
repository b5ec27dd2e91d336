-- A child becomes an independent table
CREATE TABLE vessel (id integer NOT NULL, name text);
CREATE TABLE jar (id integer NOT NULL, name text, volume_ml integer);
