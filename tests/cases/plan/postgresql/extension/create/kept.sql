SELECT id FROM reader ORDER BY id;
