-- A child overrides the default and the not null of an inherited column
CREATE TABLE vessel (id integer, made_of text DEFAULT 'glass');
CREATE TABLE tin (volume_ml integer) INHERITS (vessel);
