SELECT id, name, code FROM part ORDER BY id;
