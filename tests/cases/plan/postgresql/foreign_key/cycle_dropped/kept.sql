SELECT id FROM harbour ORDER BY id;
