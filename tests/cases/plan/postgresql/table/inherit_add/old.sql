-- An independent table with matching columns becomes a child
CREATE TABLE vessel (id integer NOT NULL, name text);
CREATE TABLE jar (id integer NOT NULL, name text, volume_ml integer);
