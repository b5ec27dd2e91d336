SELECT id FROM vessel ORDER BY id;
