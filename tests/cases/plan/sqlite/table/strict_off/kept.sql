SELECT id, extra, typeof(extra) FROM hut ORDER BY id;
