SELECT id, name, mail FROM guest ORDER BY id;
SELECT * FROM stay ORDER BY id;
