INSERT INTO hut VALUES (1, 'Stone');
