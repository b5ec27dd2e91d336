INSERT INTO item VALUES (1, 1.5, 1), (2, 2.0, 2); INSERT INTO log VALUES (1, 'w', 1, 'x');
