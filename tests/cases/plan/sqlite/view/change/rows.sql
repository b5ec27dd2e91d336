INSERT INTO guest VALUES (1, 'Ada', 'Kiel');
