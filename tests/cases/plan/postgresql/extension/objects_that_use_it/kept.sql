SELECT id, path::text AS path FROM shelf ORDER BY id;
