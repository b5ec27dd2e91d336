SELECT id, open FROM stall ORDER BY id;
