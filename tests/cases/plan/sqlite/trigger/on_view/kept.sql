SELECT id, name FROM names ORDER BY id;
