INSERT INTO exam VALUES (1, 2), (2, 5);
