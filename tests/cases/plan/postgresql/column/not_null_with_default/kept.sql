SELECT id, days FROM rental ORDER BY id;
