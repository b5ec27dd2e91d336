INSERT INTO q VALUES (1, 'e', 'f');
