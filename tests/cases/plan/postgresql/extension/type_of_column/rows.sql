INSERT INTO reader VALUES (1, 'Ada@Example.org'), (2, NULL);
