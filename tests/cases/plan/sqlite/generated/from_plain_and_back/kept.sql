SELECT id, price, qty, total FROM g ORDER BY id
