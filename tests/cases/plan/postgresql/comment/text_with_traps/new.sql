-- Comments with quotes, backslashes, line breaks, dollar signs and other scripts
CREATE TABLE t (a integer, b integer, c integer, d integer);
COMMENT ON COLUMN t.a IS 'it''s "quoted"; -- not a comment';
COMMENT ON COLUMN t.b IS E'back\\slash, tab\t, line\nbreak, \r return';
COMMENT ON COLUMN t.c IS '$$ $1 %s {0} /* never closed';
COMMENT ON COLUMN t.d IS 'Größe, 大小, размер, ✓ 🙂';
