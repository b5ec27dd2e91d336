INSERT INTO p VALUES (1, 'a', 'x'); INSERT INTO c VALUES (1, 'a'), (2, NULL);
