SELECT id, net, gross FROM fare ORDER BY id;
