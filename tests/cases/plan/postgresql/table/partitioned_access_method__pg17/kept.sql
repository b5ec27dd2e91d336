SELECT id, year FROM mead ORDER BY id;
