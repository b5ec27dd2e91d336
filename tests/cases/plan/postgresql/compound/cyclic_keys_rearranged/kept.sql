SELECT a.id, b.id, c.id FROM a, b, c ORDER BY 1;
