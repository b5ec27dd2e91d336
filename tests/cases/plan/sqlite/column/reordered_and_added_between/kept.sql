SELECT id, a, b, c FROM r ORDER BY id
SELECT id, a, b, c FROM rv ORDER BY id
