SELECT id, day FROM walk ORDER BY id;
