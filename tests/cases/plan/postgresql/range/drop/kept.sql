SELECT id FROM stall ORDER BY id;
