INSERT INTO repair VALUES (1, 'open'), (2, 'done');
