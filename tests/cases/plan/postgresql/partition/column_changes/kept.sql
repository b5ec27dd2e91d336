SELECT id, day, note FROM loan ORDER BY id;
