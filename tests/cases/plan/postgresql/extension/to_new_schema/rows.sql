INSERT INTO person VALUES ('Ann'), ('bob');
