CREATE TABLE letter (id integer PRIMARY KEY, created_by name NOT NULL);
ALTER TABLE letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON letter USING (created_by = current_user);
