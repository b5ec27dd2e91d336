INSERT INTO m2 VALUES ('k1'), ('k2'); INSERT INTO m VALUES (4, 'a', 1, 'c', 'k1', 1.5), (9, 'b', 2, NULL, NULL, NULL);
