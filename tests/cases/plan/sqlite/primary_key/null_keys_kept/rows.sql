INSERT INTO d VALUES (NULL, 'x'), (NULL, 'y'), ('k', 'z');
