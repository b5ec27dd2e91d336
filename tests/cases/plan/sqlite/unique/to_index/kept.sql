SELECT id, a, b FROM guest ORDER BY id;
