INSERT INTO p VALUES (1, 'A', 'xyz', 1), (2, 'a', 'xyz', 2);
