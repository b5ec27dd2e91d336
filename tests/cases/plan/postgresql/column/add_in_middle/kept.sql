SELECT id, brand FROM bicycle ORDER BY id;
