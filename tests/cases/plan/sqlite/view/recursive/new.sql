-- The body of a recursive view changes
CREATE TABLE path (a INTEGER, b INTEGER);
CREATE VIEW reach AS WITH RECURSIVE r (x, y, d) AS (SELECT a, b, 1 FROM path UNION SELECT r.x, p.b, d + 1 FROM r JOIN path p ON p.a = r.y WHERE d < 9) SELECT DISTINCT x, y FROM r;
