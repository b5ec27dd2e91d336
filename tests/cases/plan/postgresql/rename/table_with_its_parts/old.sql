-- A table gets another name, and what bears its name too
CREATE TABLE guest (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mail text CONSTRAINT mail_ok CHECK (mail LIKE '%@%'),
  boss integer REFERENCES guest,
  loud text GENERATED ALWAYS AS (upper(mail)) STORED,
  CONSTRAINT guest_mail_key UNIQUE (mail));
CREATE INDEX guest_lower_idx ON guest (lower(mail)) WHERE mail <> 'x';
CREATE STATISTICS guest_stat ON mail, boss FROM guest;
CREATE TABLE stay (id integer PRIMARY KEY, mail text CONSTRAINT stay_mail_fkey REFERENCES guest (mail));
CREATE VIEW mails AS SELECT id, mail FROM guest WHERE mail IS NOT NULL;
CREATE MATERIALIZED VIEW counted AS SELECT mail, count(*) AS n FROM mails GROUP BY mail;
ALTER TABLE guest ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON guest USING (mail = CURRENT_USER) WITH CHECK (mail <> '');
CREATE FUNCTION by_mail(text) RETURNS integer LANGUAGE sql STABLE AS 'SELECT id FROM guest WHERE mail = $1';
CREATE FUNCTION parsed(m text) RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT id FROM guest WHERE guest.mail = m; END;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.mail := lower(NEW.mail); RETURN NEW; END';
CREATE TRIGGER guest_touch BEFORE UPDATE OF mail ON guest FOR EACH ROW WHEN (old.mail IS DISTINCT FROM new.mail) EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON UPDATE TO guest WHERE new.mail = 'q' DO INSTEAD NOTHING;
COMMENT ON COLUMN guest.mail IS 'address';
GRANT SELECT (mail) ON guest TO PUBLIC;
