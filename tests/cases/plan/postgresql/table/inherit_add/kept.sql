SELECT id, name, volume_ml FROM jar ORDER BY id;
