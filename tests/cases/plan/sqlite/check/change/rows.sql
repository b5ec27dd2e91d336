INSERT INTO guest VALUES (1, 30, 'Ada'), (2, NULL, 'Bo');
