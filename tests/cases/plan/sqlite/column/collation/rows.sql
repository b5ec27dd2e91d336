INSERT INTO hut VALUES (1, 'stone', 'S'), (2, 'Larch', 'l ');
