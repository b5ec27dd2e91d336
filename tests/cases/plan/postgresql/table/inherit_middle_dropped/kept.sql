SELECT id, label, clear, volume_ml FROM jar ORDER BY id;
