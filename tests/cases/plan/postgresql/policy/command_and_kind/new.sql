-- Command and permissiveness change, which takes a new policy
CREATE TABLE dog (id integer PRIMARY KEY);
CREATE POLICY p1 ON dog FOR DELETE USING (id > 0);
CREATE POLICY p2 ON dog AS RESTRICTIVE USING (id > 0);
COMMENT ON POLICY p2 ON dog IS 'stays';
