SELECT id, hut_id FROM path ORDER BY id;
