SELECT id, name, town, gone FROM guest ORDER BY id;
