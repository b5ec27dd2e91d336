INSERT INTO singer VALUES (1, 'alto'), (2, 'soprano');
