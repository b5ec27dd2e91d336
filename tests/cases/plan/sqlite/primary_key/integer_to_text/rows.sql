INSERT INTO guest VALUES (1, 'Ada'), (2, 'Bo');
