INSERT INTO item VALUES ('new', 1), ('old', 2), ('gone', 3);
INSERT INTO other VALUES (1), (2);
