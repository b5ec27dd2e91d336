INSERT INTO ferry VALUES (1, 'Kiel', 1), (2, NULL, NULL);
