SELECT id, age, name FROM guest ORDER BY id;
