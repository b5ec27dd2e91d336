SELECT id, net, vat_rate FROM fare ORDER BY id;
