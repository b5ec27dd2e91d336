SELECT id, days, note FROM rental ORDER BY id;
