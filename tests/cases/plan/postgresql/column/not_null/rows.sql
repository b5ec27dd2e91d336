INSERT INTO rental VALUES (1, 2, 'x'), (2, 5, 'y');
