SELECT id, a, b, c, d FROM rental ORDER BY id;
