INSERT INTO room VALUES (1), (2);
INSERT INTO chair VALUES (1, 1), (2, 2), (3, 2);
