-- The base type of a domain in use changes
CREATE DOMAIN code AS varchar(20) CHECK (VALUE <> '');
CREATE TABLE exam (id integer PRIMARY KEY, code code UNIQUE);
CREATE VIEW codes AS SELECT code FROM exam;
