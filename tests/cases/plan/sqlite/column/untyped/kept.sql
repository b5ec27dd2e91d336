SELECT id, a, b FROM hut ORDER BY id;
