SELECT id, day FROM loan ORDER BY id;
