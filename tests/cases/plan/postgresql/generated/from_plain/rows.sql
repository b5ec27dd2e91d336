INSERT INTO fare (id, net, gross) VALUES (1, 10, 11.9), (2, 4.5, NULL);
