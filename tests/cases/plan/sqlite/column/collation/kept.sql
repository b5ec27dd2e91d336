SELECT id, name, code FROM hut ORDER BY id;
