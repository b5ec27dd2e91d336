SELECT id FROM member ORDER BY id;
