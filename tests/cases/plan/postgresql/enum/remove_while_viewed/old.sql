-- A value goes while a default, a view and a function argument use the enum
CREATE TYPE voice AS ENUM ('soprano', 'boy', 'alto');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice DEFAULT 'boy' NOT NULL);
CREATE VIEW altos AS SELECT id, voice FROM singer WHERE voice = 'alto';
CREATE FUNCTION sings(v voice) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM singer WHERE voice = v';
