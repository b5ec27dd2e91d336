INSERT INTO guest VALUES (1, 'Ada'), (7, 'Bo');
