INSERT INTO guest VALUES (1, 'Ada'), (2, 'Bo');
DELETE FROM guest WHERE id = 2;
