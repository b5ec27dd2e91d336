SELECT id, quote(b) FROM d ORDER BY id
