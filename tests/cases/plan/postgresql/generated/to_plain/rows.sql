INSERT INTO fare (id, net) VALUES (1, 10), (2, 4.5);
