SELECT id, town FROM guest ORDER BY id;
