SELECT id FROM guest ORDER BY id;
