SELECT id, days, note, helmet FROM rental ORDER BY id;
