SELECT id, name FROM crew ORDER BY id;
