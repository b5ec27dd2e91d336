CREATE TABLE member (id integer PRIMARY KEY, agreed boolean NOT NULL, deleted_at timestamptz);
ALTER TABLE member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON member FOR SELECT USING (deleted_at IS NULL AND agreed);
CREATE POLICY added ON member FOR INSERT WITH CHECK (deleted_at IS NULL);
CREATE POLICY changed ON member FOR UPDATE USING (deleted_at IS NULL) WITH CHECK (true);
