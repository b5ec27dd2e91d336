INSERT INTO service VALUES (1, 1), (2, 0);
