SELECT state::text, id FROM item ORDER BY id;
