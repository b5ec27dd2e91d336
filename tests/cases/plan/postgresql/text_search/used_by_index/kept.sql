SELECT id, body FROM ski ORDER BY id;
