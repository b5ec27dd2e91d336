SELECT id, volume_ml, lid FROM jar ORDER BY id;
