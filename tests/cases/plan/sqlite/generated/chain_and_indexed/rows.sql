INSERT INTO g (id, a) VALUES (1, 5), (2, NULL), (3, -4);
