SELECT id, year FROM loan ORDER BY id;
