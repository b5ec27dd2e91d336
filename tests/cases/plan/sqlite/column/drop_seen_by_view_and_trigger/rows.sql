INSERT INTO hut VALUES (1, 'Stone', 1870), (3000, 'Larch', 2400);
