-- A table moves to another schema with its parts
CREATE SCHEMA sales;

CREATE TABLE sales.guest (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mail text CONSTRAINT mail_ok CHECK (mail LIKE '%@%'),
  boss integer REFERENCES sales.guest,
  loud text GENERATED ALWAYS AS (upper(mail)) STORED,
  CONSTRAINT guest_mail_key UNIQUE (mail));
CREATE INDEX guest_lower_idx ON sales.guest (lower(mail)) WHERE mail <> 'x';
CREATE STATISTICS guest_stat ON mail, boss FROM sales.guest;
CREATE TABLE stay (id integer PRIMARY KEY, mail text CONSTRAINT stay_mail_fkey REFERENCES sales.guest (mail));
CREATE VIEW mails AS SELECT id, mail FROM sales.guest WHERE mail IS NOT NULL;
CREATE MATERIALIZED VIEW counted AS SELECT mail, count(*) AS n FROM mails GROUP BY mail;
ALTER TABLE sales.guest ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON sales.guest USING (mail = CURRENT_USER) WITH CHECK (mail <> '');
CREATE FUNCTION by_mail(text) RETURNS integer LANGUAGE sql STABLE AS 'SELECT id FROM sales.guest WHERE mail = $1';
CREATE FUNCTION parsed(m text) RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT id FROM sales.guest WHERE guest.mail = m; END;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.mail := lower(NEW.mail); RETURN NEW; END';
CREATE TRIGGER guest_touch BEFORE UPDATE OF mail ON sales.guest FOR EACH ROW WHEN (old.mail IS DISTINCT FROM new.mail) EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON UPDATE TO sales.guest WHERE new.mail = 'q' DO INSTEAD NOTHING;
COMMENT ON COLUMN sales.guest.mail IS 'address';
GRANT SELECT (mail) ON sales.guest TO PUBLIC;
CREATE TABLE sales.odd (id serial PRIMARY KEY, n integer);
CREATE INDEX odd_n ON sales.odd (n);
