-- A collation of the C library appears and sorts a column
CREATE TABLE ski (
    id integer PRIMARY KEY
);
CREATE COLLATION plain (provider = libc, locale = 'C');
ALTER TABLE ski ADD COLUMN name text COLLATE plain;
COMMENT ON COLLATION plain IS 'Byte by byte';
