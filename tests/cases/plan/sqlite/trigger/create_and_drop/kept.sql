SELECT id, name FROM guest ORDER BY id;
SELECT id, what FROM log ORDER BY id;
