-- Comments with quotes, backslashes, line breaks, dollar signs and other scripts
CREATE TABLE t (a integer, b integer, c integer, d integer);
COMMENT ON COLUMN t.a IS 'x';
