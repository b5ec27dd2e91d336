INSERT INTO ferry VALUES (1);
INSERT INTO sailing VALUES (1, 1), (2, 1), (3, NULL);
