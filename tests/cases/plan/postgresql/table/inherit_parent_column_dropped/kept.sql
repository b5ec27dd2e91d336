SELECT id, made_of FROM jar ORDER BY id;
