-- A child becomes an independent table
CREATE TABLE vessel (id integer NOT NULL, name text);
CREATE TABLE jar (volume_ml integer) INHERITS (vessel);
