INSERT INTO hut (id, name, height) VALUES (1, 'Stone', 1870);
