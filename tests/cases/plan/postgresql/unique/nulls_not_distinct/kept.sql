SELECT id, port, slot FROM ferry ORDER BY id;
