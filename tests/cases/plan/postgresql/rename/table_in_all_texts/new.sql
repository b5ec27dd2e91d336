-- A table gets another name, which stands in every kind of text; its parts keep theirs
CREATE TABLE visitor (
  id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME guest_id_seq) CONSTRAINT guest_pkey PRIMARY KEY,
  mail text CONSTRAINT mail_ok CHECK (mail LIKE '%@%'),
  boss integer CONSTRAINT guest_boss_fkey REFERENCES visitor,
  loud text GENERATED ALWAYS AS (upper(mail)) STORED,
  CONSTRAINT guest_mail_key UNIQUE (mail));
CREATE INDEX guest_lower_idx ON visitor (lower(mail)) WHERE mail <> 'x';
CREATE STATISTICS guest_stat ON mail, boss FROM visitor;
CREATE TABLE stay (id integer PRIMARY KEY, mail text CONSTRAINT stay_mail_fkey REFERENCES visitor (mail));
CREATE VIEW mails AS SELECT id, mail FROM visitor WHERE mail IS NOT NULL;
CREATE MATERIALIZED VIEW counted AS SELECT mail, count(*) AS n FROM mails GROUP BY mail;
ALTER TABLE visitor ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON visitor USING (mail = CURRENT_USER) WITH CHECK (mail <> '');
CREATE FUNCTION by_mail(text) RETURNS integer LANGUAGE sql STABLE AS 'SELECT id FROM visitor WHERE mail = $1';
CREATE FUNCTION parsed(m text) RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT id FROM visitor WHERE visitor.mail = m; END;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.mail := lower(NEW.mail); RETURN NEW; END';
CREATE TRIGGER guest_touch BEFORE UPDATE OF mail ON visitor FOR EACH ROW WHEN (old.mail IS DISTINCT FROM new.mail) EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON UPDATE TO visitor WHERE new.mail = 'q' DO INSTEAD NOTHING;
COMMENT ON COLUMN visitor.mail IS 'address';
GRANT SELECT (mail) ON visitor TO PUBLIC;
