SELECT id, cents, a, b FROM bed ORDER BY id;
