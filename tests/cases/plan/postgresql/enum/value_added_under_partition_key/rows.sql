INSERT INTO item VALUES ('new', 1), ('new', 2);
