SELECT id, name FROM ski ORDER BY id;
