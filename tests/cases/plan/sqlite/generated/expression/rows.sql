INSERT INTO bed (id, cents) VALUES (1, 1850);
