INSERT INTO bed (id, cents, b) VALUES (1, 100, 300);
