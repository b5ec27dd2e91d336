SELECT id, note FROM live ORDER BY id;
SELECT id, note FROM stage ORDER BY id;
SELECT id, live_id FROM mark ORDER BY id;
