INSERT INTO hut VALUES (1, 'Stone', 1870, 'w');
