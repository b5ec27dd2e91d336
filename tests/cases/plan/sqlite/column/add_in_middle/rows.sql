INSERT INTO hut (id, name) VALUES (1, 'Stone');
