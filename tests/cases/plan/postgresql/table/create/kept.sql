SELECT id, placed_on FROM hive ORDER BY id;
