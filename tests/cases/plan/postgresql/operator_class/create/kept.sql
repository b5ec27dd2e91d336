SELECT id, length FROM ski ORDER BY id;
