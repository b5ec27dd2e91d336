SELECT id, code FROM river_port ORDER BY id;
