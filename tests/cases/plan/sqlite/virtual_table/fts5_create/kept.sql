SELECT id, title, body FROM page ORDER BY id;
