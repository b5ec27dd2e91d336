-- Command and permissiveness change, which takes a new policy
CREATE TABLE dog (id integer PRIMARY KEY);
CREATE POLICY p1 ON dog FOR SELECT USING (id > 0);
CREATE POLICY p2 ON dog AS PERMISSIVE USING (id > 0);
COMMENT ON POLICY p2 ON dog IS 'stays';
