SELECT id, note FROM live ORDER BY id;
SELECT id, note FROM stage ORDER BY id;
