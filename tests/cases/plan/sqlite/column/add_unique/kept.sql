SELECT id, name FROM hut ORDER BY id;
