CREATE TABLE letter (id integer PRIMARY KEY);
ALTER TABLE letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY boss ON letter USING (current_setting('app.role', true) = 'ADMIN');
