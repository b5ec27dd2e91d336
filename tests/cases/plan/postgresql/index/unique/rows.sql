INSERT INTO tea VALUES (1, 'Mist', 'M'), (2, 'Cloud', 'C');
