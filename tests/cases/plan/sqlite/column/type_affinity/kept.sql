SELECT id, CAST(height AS TEXT) AS height FROM hut ORDER BY id;
