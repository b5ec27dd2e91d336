INSERT INTO exam VALUES (1, 'abc');
