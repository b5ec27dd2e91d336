INSERT INTO d VALUES ('x', '1'), ('x', '2'), ('x', NULL);
