SELECT id, email::text AS email FROM reader ORDER BY id;
