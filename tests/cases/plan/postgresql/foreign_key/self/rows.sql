INSERT INTO crew VALUES (1, 'Ada'), (2, 'Bo');
