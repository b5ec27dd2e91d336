SELECT id, kind, name FROM full_stay ORDER BY id;
