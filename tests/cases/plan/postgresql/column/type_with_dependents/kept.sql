SELECT id, price::integer AS price FROM part ORDER BY id;
SELECT id FROM dear_part ORDER BY id;
