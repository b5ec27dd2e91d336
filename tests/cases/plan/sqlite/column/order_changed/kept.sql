SELECT id, name, height FROM hut ORDER BY id;
