CREATE TABLE t ( -- the table, "really"
  a INTEGER /* CHECK (no) */ PRIMARY KEY, -- UNIQUE,
  b TEXT DEFAULT 'x -- y /* z' -- last
  /* , c INT */
);
CREATE INDEX /* why */ i ON t (b) -- WHERE a > 0
;
CREATE VIEW v AS -- comment
  SELECT a, /* b */ b FROM t;
