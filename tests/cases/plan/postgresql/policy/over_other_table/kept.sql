SELECT id, login::text AS login FROM keeper ORDER BY id;
