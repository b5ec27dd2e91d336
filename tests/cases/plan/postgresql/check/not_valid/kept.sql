SELECT id, depth, code FROM port ORDER BY id;
