INSERT INTO loose VALUES (1, 1, 'x'), (1, 2, 'x'), (1, 2, 'x'), (NULL, 3, ''), (NULL, 4, NULL);
INSERT INTO single VALUES (1), (1), (2);
INSERT INTO keyed VALUES (1, 5), (2, 5);
INSERT INTO parted VALUES (1, 1), (1, 2), (2, 3);
