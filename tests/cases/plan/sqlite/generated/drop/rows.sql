INSERT INTO bed (id, cents, extra) VALUES (1, 100, 5);
