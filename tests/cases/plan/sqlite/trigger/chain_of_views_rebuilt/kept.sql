SELECT * FROM named_adult ORDER BY id
SELECT id, name, age FROM guest ORDER BY id
