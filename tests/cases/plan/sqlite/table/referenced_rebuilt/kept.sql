SELECT id, name FROM hut ORDER BY id;
SELECT id, hut_id FROM bed ORDER BY id;
SELECT id, bed_id FROM stay ORDER BY id;
