INSERT INTO hut VALUES (1, 'Stone', 1870), (2, 'Larch', NULL);
