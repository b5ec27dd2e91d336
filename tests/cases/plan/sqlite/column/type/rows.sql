INSERT INTO hut VALUES (1, 'Stone', 1870, x'01'), (2, 'Larch', NULL, 'text');
