INSERT INTO guest VALUES (1, NULL), (2, 1), (3, 1);
