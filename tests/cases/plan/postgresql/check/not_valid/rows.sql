INSERT INTO port VALUES (1, 8.5, '');
