SELECT id, parts::text AS parts FROM repair ORDER BY id;
