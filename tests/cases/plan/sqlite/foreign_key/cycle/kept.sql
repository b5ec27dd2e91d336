SELECT id, keeper_id FROM hut ORDER BY id;
SELECT id, hut_id FROM keeper ORDER BY id;
