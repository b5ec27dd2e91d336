INSERT INTO u VALUES (1, 'b1', 'c1', 1), (2, 'b2', 'c2', 2), (NULL, NULL, 'c3', NULL), (NULL, NULL, 'c3', NULL);
