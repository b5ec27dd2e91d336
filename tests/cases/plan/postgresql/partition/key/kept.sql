SELECT id, day, branch FROM loan ORDER BY id;
