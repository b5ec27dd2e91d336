SELECT what FROM log ORDER BY what;
SELECT id, name FROM guest ORDER BY id;
