SELECT id, name, height, hex(note) FROM hut ORDER BY id;
