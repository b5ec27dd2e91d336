CREATE POLICY own ON member USING (true);
CREATE TABLE member (id integer PRIMARY KEY);
