CREATE TABLE person (id integer PRIMARY KEY);
CREATE TABLE person_kept AS SELECT * FROM person;
ALTER TABLE person_kept ADD PRIMARY KEY (id);
