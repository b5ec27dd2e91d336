SELECT id, label FROM exam ORDER BY id;
