INSERT INTO cellar.tea VALUES (1, 'Mist', 'Assam', 2), (2, 'Cloud', 'Nilgiri', 1);
