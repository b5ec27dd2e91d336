CREATE TABLE collection (id integer PRIMARY KEY, client_id integer NOT NULL);
ALTER TABLE collection ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON collection USING (client_id = NULLIF(current_setting('app.client', true), '')::integer);
