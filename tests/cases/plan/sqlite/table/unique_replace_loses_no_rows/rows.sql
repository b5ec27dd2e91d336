INSERT INTO u VALUES (1, 'A'), (2, 'a'), (3, NULL), (4, NULL);
