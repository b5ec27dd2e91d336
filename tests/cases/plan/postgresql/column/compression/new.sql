-- The compression of columns is set, and reset
CREATE TABLE manual (id integer PRIMARY KEY, body text, scan bytea);
ALTER TABLE manual ALTER COLUMN scan SET COMPRESSION pglz;
