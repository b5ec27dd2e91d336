SELECT id, sailing_id, day FROM booking ORDER BY id;
