INSERT INTO exam VALUES (1, ROW('rowing', 2));
