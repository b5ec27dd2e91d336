-- A column gets another name, which stands in every kind of text
CREATE TABLE guest (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text CONSTRAINT mail_ok CHECK (email LIKE '%@%'),
  boss integer REFERENCES guest,
  loud text GENERATED ALWAYS AS (upper(email)) STORED,
  CONSTRAINT guest_mail_key UNIQUE (email));
CREATE INDEX guest_lower_idx ON guest (lower(email)) WHERE email <> 'x';
CREATE STATISTICS guest_stat ON email, boss FROM guest;
CREATE TABLE stay (id integer PRIMARY KEY, mail text CONSTRAINT stay_mail_fkey REFERENCES guest (email));
CREATE VIEW mails AS SELECT id, email AS mail FROM guest WHERE email IS NOT NULL;
CREATE MATERIALIZED VIEW counted AS SELECT mail, count(*) AS n FROM mails GROUP BY mail;
ALTER TABLE guest ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON guest USING (email = CURRENT_USER) WITH CHECK (email <> '');
CREATE FUNCTION by_mail(text) RETURNS integer LANGUAGE sql STABLE AS 'SELECT id FROM guest WHERE email = $1';
CREATE FUNCTION parsed(m text) RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT id FROM guest WHERE guest.email = m; END;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.email := lower(NEW.email); RETURN NEW; END';
CREATE TRIGGER guest_touch BEFORE UPDATE OF email ON guest FOR EACH ROW WHEN (old.email IS DISTINCT FROM new.email) EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON UPDATE TO guest WHERE new.email = 'q' DO INSTEAD NOTHING;
COMMENT ON COLUMN guest.email IS 'address';
GRANT SELECT (email) ON guest TO PUBLIC;
