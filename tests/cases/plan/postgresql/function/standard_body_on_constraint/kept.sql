SELECT id, name FROM orchard ORDER BY id;
