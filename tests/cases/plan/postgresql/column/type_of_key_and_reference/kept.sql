SELECT id, customer_id FROM rental ORDER BY id;
