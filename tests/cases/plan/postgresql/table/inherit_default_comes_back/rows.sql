INSERT INTO heir (a, x) VALUES (1, 2);
INSERT INTO parted (k) VALUES (1), (2);
