SELECT id, code::text, grade::text, grades::text, pair::text FROM mark ORDER BY id;
