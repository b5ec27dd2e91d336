SELECT id, what FROM log ORDER BY id;
