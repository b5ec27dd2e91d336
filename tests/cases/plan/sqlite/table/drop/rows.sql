INSERT INTO hut VALUES (1, 'Stone');
INSERT INTO region VALUES (5, 'North');
INSERT INTO path VALUES (1, 1, 5), (2, NULL, 5);
