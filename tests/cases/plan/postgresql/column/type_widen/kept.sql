SELECT id, stock, code, price, since FROM part ORDER BY id;
