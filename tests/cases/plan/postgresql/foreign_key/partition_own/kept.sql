SELECT id, ferry_id FROM sailing ORDER BY id;
