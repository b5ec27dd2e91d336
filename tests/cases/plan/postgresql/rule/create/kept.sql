SELECT id, name FROM dog ORDER BY id;
