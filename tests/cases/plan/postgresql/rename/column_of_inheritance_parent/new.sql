-- A column of a parent gets another name, and that of its heirs with it
CREATE TABLE person (id integer PRIMARY KEY, email text CONSTRAINT person_mail_not_null NOT NULL CONSTRAINT person_mail_check CHECK (email <> ''));
CREATE TABLE staff (desk integer) INHERITS (person);
CREATE TABLE board (email text, seat integer) INHERITS (staff);
CREATE INDEX staff_mail_idx ON staff (email);
CREATE INDEX board_lower_idx ON board (lower(email)) WHERE email IS NOT NULL;
CREATE VIEW mails AS SELECT id, email AS mail FROM person;
COMMENT ON COLUMN board.email IS 'where letters go';
