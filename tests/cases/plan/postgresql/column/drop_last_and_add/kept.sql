SELECT id FROM bicycle ORDER BY id;
