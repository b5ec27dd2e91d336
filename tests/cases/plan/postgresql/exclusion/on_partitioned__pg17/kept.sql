SELECT id, during FROM stay ORDER BY id;
