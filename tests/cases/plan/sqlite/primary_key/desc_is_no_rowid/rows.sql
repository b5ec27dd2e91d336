INSERT INTO d VALUES (5, 'x'), (3, 'y');
