SELECT id, code, name FROM port ORDER BY id;
