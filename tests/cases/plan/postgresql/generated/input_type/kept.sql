SELECT id, net, twice FROM fare ORDER BY id;
