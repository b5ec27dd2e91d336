INSERT INTO singer VALUES (1, 'bass'), (2, 'alto');
