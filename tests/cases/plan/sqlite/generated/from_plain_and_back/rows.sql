INSERT INTO g (id, price, qty, label) VALUES (1, 1.5, 2, 'one'), (2, NULL, 2, NULL);
