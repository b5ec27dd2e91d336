SELECT id, name, slug FROM apple ORDER BY id;
