SELECT id, m::text, p::text FROM t ORDER BY id;
