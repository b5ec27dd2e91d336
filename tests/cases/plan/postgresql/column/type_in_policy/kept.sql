SELECT id, days, charge FROM rental ORDER BY id;
