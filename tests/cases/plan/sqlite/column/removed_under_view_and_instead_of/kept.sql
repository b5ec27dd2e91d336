SELECT id, name FROM guest ORDER BY id
