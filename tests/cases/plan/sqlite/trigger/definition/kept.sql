SELECT id, name, town FROM guest ORDER BY id;
SELECT what FROM log ORDER BY what;
