INSERT INTO hut VALUES (1, 'Stone', 's');
