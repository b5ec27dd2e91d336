INSERT INTO rental VALUES (1, 2, 'x', NULL);
