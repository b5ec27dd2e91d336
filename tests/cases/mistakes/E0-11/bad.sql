CREATE TABLE member (id integer PRIMARY KEY, agreed boolean NOT NULL, deleted_at timestamptz);
ALTER TABLE member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY live ON member USING (deleted_at IS NULL AND agreed);
