SELECT id, region, no, hut_id FROM bed ORDER BY id;
