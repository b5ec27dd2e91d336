INSERT INTO guest VALUES (1, 'Ada', 'Oslo'), (2, 'Bo', 'Kiel');
