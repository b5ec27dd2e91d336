SELECT id, share FROM orchard ORDER BY id;
