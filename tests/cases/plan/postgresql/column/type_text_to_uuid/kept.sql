SELECT id, token::text AS token FROM part ORDER BY id;
