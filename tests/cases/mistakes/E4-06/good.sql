CREATE FUNCTION decrypt_mail(bytea) RETURNS text LANGUAGE sql AS 'SELECT convert_from($1, ''UTF8'')';
REVOKE EXECUTE ON FUNCTION decrypt_mail(bytea) FROM PUBLIC;
CREATE TABLE person (id integer PRIMARY KEY, mail bytea NOT NULL);
CREATE VIEW person_open WITH (security_invoker = true) AS SELECT id, decrypt_mail(mail) AS mail FROM person;
