-- The body of a recursive view changes
CREATE TABLE path (a INTEGER, b INTEGER);
CREATE VIEW reach AS WITH RECURSIVE r (x, y) AS (SELECT a, b FROM path UNION SELECT r.x, p.b FROM r JOIN path p ON p.a = r.y) SELECT x, y FROM r;
