INSERT INTO s (rowid, a, b, c) VALUES (5, 'alpha', 'beta', 'gamma'), (6, 'x', NULL, 'y');
