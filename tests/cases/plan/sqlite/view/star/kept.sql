SELECT id, name FROM everyone ORDER BY id;
