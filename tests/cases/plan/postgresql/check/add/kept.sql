SELECT id, code, opens, closes FROM port ORDER BY id;
