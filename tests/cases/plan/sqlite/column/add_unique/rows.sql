INSERT INTO hut VALUES (1, 'Stone'), (2, 'Larch');
