SELECT id, line FROM sailing ORDER BY id;
SELECT id, sailing_id FROM booking ORDER BY id;
