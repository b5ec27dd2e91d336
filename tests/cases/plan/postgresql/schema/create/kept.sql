SELECT id, name FROM loaf ORDER BY id;
