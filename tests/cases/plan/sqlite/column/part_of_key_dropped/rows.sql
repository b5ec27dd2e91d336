INSERT INTO d VALUES ('x', 1, 'a'), ('y', 2, 'b'); INSERT INTO c VALUES ('x', 1);
