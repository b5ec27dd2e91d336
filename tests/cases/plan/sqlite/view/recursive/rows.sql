INSERT INTO path VALUES (1, 2), (2, 3);
