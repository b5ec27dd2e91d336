SELECT id, done_on::text AS done_on FROM service ORDER BY id;
