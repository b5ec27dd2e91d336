INSERT INTO s VALUES (1, '007', 1, 2), (2, 7, 2, 2.5), (3, x'00', 3, 1e300);
