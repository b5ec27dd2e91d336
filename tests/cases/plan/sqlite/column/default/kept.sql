SELECT id, a, b, c, d FROM hut ORDER BY id;
