SELECT id FROM reading ORDER BY id;
