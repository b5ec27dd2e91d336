SELECT id, n FROM a ORDER BY id
SELECT seq FROM sqlite_sequence WHERE name = 'a'
SELECT id, n FROM c
