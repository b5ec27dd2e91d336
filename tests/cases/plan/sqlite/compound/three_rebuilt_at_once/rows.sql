INSERT INTO hut VALUES (1, 'Stone'), (2, 'Larch');
INSERT INTO bed VALUES (1, 1, 'bunk'), (2, 2, 'room');
INSERT INTO stay (bed_id) VALUES (1), (2), (2);
