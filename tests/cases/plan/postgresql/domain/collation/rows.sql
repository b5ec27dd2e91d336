INSERT INTO exam VALUES (1, 'b'), (2, 'a');
