INSERT INTO hut VALUES (1, 'Stone'), (2, 'Larch');
INSERT INTO bed VALUES (10, 1), (11, 1), (12, 2);
INSERT INTO stay VALUES (100, 10), (101, 12);
