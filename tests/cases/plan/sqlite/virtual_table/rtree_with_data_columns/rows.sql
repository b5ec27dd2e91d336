INSERT INTO place VALUES (1, 1.5, 2.5, 'a'), (2, 3, 4, 'b');
