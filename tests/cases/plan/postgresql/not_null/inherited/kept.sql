SELECT id, code FROM port ORDER BY id;
