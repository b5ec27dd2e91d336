SELECT id, code FROM exam ORDER BY id;
