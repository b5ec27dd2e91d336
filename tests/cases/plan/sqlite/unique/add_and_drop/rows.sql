INSERT INTO guest VALUES (1, 'a', 'b', 'c'), (2, 'x', 'y', 'z');
