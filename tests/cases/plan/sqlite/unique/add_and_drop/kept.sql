SELECT id, a, b, c FROM guest ORDER BY id;
