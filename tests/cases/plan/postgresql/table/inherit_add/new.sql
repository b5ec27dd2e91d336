-- An independent table with matching columns becomes a child
CREATE TABLE vessel (id integer NOT NULL, name text);
CREATE TABLE jar (volume_ml integer) INHERITS (vessel);
