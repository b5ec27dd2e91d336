SELECT id, from_id, to_code FROM route ORDER BY id;
