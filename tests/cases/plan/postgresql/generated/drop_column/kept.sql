SELECT id, net FROM fare ORDER BY id;
