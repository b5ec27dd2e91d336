INSERT INTO part VALUES (1, '12'), (2, '007');
