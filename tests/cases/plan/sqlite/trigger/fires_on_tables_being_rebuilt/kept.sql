SELECT id, a_id FROM b ORDER BY id
SELECT id, n + 0 FROM a ORDER BY id
