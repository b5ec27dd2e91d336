SELECT id, call_sign, port, name FROM ferry ORDER BY id;
