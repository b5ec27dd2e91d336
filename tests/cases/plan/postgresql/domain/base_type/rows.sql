INSERT INTO exam VALUES (1, 'A1'), (2, 'B2');
