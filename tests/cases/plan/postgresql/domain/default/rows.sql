INSERT INTO singer VALUES (1, 'Ada', '2020-01-01');
