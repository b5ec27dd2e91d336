INSERT INTO d VALUES ('x', 1, 'a', x'01'), ('x', 2, 'b', NULL);
