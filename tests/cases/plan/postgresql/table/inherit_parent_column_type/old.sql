-- The type of an inherited column changes for parent and child
CREATE TABLE vessel (id integer, label varchar(10));
CREATE TABLE jar (volume_ml integer) INHERITS (vessel);
CREATE VIEW jars AS SELECT id, label FROM jar;
