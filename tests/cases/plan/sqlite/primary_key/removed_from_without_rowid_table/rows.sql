INSERT INTO d VALUES ('x', 'a'), ('y', 'b');
