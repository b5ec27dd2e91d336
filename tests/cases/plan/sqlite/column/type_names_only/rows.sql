INSERT INTO d VALUES (1, 'a', 'b', 1.25, 3, 2.0), (2, 5, 6, 'x', 'y', 'z');
