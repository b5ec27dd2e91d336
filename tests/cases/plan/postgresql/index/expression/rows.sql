INSERT INTO tea VALUES (1, 'Mist', 4), (2, 'Cloud', 5);
