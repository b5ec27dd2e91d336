SELECT id, status::text AS status FROM repair ORDER BY id;
