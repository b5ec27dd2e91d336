INSERT INTO guest VALUES (1, 'ann', 20), (2, 'bob', 30);
