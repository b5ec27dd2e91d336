INSERT INTO rental VALUES (1, 'A', 10), (2, 'B', 11);
