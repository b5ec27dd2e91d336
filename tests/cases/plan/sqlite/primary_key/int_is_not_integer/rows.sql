INSERT INTO guest VALUES (10, 'Ada'), (20, 'Bo');
