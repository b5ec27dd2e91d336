CREATE TABLE person (id integer PRIMARY KEY);
CREATE BACKUP TABLE person_before AS SELECT * FROM person;
