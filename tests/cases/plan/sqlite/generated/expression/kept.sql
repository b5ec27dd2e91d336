SELECT id, cents, b, c FROM bed ORDER BY id;
