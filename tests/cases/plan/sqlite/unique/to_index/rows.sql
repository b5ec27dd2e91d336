INSERT INTO guest VALUES (1, 'a', 'b');
