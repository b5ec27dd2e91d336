CREATE TABLE letter (id integer PRIMARY KEY, reader name NOT NULL);
ALTER TABLE letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON letter USING (reader = current_user);
CREATE VIEW letters WITH (security_invoker = true) AS SELECT id FROM letter;
