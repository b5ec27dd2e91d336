SELECT state::text, id, was::text FROM item ORDER BY id;
SELECT id, state::text FROM other ORDER BY id;
