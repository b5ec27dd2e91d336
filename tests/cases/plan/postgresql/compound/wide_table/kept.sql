SELECT id, c2, c4, c6::date AS c6, c8::numeric(12,2) AS c8, d2, d6, d8 FROM wide ORDER BY id;
