SELECT id, title FROM page ORDER BY id;
