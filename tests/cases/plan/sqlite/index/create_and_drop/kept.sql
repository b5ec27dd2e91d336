SELECT id, name, town FROM guest ORDER BY id;
