INSERT INTO n VALUES (1, 'x', 1), (2, 'y', 2);
