SELECT id, n, amount, at, flag, raw FROM m ORDER BY id
