INSERT INTO soloist VALUES (1, 'soprano');
