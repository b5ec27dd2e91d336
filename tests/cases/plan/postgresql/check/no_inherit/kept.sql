SELECT id, depth, river FROM river_port ORDER BY id;
