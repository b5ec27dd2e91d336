INSERT INTO guest VALUES (1, 'Ada'), (7, 'Bo');
INSERT INTO stay VALUES (3, 7);
