INSERT INTO hut VALUES (1, 'x', 'y');
