SELECT id, hut_id FROM bed ORDER BY id;
