SELECT id, email FROM guest ORDER BY id;
