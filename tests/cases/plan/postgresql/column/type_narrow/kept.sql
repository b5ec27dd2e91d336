SELECT id, stock, code, price::numeric(8,2) AS price FROM part ORDER BY id;
