SELECT id, (spot).x, (spot).y FROM stall ORDER BY id;
