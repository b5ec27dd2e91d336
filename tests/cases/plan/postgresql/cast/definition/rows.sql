INSERT INTO slope VALUES (1, 'easy');
