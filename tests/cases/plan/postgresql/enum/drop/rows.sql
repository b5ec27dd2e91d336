INSERT INTO singer VALUES (1, 'alto');
