INSERT INTO rental VALUES (1, 2), (2, 5);
