SELECT id, from_id FROM route ORDER BY id;
