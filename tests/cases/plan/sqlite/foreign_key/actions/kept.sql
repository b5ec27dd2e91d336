SELECT id, a, b, c, d, e FROM bed ORDER BY id;
