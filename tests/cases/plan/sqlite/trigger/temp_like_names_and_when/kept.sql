SELECT id, price, qty FROM item ORDER BY id
SELECT id, what, old_value, new_value FROM log
