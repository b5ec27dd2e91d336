SELECT id, label, price FROM jar ORDER BY id;
