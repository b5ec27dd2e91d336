SELECT id, a, b, c FROM queue ORDER BY id;
