-- The storage of columns changes
CREATE TABLE manual (id integer PRIMARY KEY, body text, scan bytea, tags text);
ALTER TABLE manual ALTER COLUMN body SET STORAGE PLAIN, ALTER COLUMN scan SET STORAGE EXTERNAL;
