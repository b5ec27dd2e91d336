SELECT id, cents FROM bed ORDER BY id;
