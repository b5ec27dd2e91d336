INSERT INTO exam VALUES (1, '{a,b}', '{c}');
