SELECT id, a, b, c, d, e FROM call ORDER BY id;
