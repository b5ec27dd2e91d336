-- A column of a parent gets another name, and that of its heirs with it
CREATE TABLE person (id integer PRIMARY KEY, mail text NOT NULL CHECK (mail <> ''));
CREATE TABLE staff (desk integer) INHERITS (person);
CREATE TABLE board (mail text, seat integer) INHERITS (staff);
CREATE INDEX staff_mail_idx ON staff (mail);
CREATE INDEX board_lower_idx ON board (lower(mail)) WHERE mail IS NOT NULL;
CREATE VIEW mails AS SELECT id, mail FROM person;
COMMENT ON COLUMN board.mail IS 'where letters go';
