SELECT id, name FROM guest ORDER BY id;
SELECT id FROM "v 1" ORDER BY id;
