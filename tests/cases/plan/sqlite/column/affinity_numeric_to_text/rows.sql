INSERT INTO v VALUES (1, 1.50, 9007199254740993, 2.0, '007', x'313233'), (2, 'abc', 'x', 'y', 'z', 5), (3, NULL, NULL, NULL, NULL, NULL), (4, 10, 10, 10, '1e3', 1.5);
