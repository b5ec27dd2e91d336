CREATE TABLE t ( -- the table
  a INTEGER PRIMARY KEY,
  b TEXT DEFAULT 'x -- y /* z' CHECK (b /* not */ <> ')') -- last
  , c INT -- new
);
CREATE INDEX i ON t (b) WHERE a > 0 /* only */;
CREATE VIEW v AS
  SELECT a, b /* b */ FROM t;
