SELECT id, brand, model FROM bicycle ORDER BY id;
