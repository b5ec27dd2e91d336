SELECT id, kilos FROM harvest ORDER BY id;
