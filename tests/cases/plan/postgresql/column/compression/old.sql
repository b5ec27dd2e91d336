-- The compression of columns is set, and reset
CREATE TABLE manual (id integer PRIMARY KEY, body text, scan bytea);
ALTER TABLE manual ALTER COLUMN body SET COMPRESSION pglz;
