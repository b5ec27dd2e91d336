SELECT id, name, volume_ml FROM jar ORDER BY id;
SELECT id, name FROM ONLY vessel ORDER BY id;
