SELECT id, depth FROM port ORDER BY id;
