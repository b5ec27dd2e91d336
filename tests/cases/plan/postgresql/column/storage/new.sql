-- The storage of columns changes
CREATE TABLE manual (id integer PRIMARY KEY, body text, scan bytea, tags text);
ALTER TABLE manual ALTER COLUMN scan SET STORAGE MAIN, ALTER COLUMN tags SET STORAGE EXTERNAL;
