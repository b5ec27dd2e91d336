SELECT id, name FROM guest ORDER BY id;
SELECT seq FROM sqlite_sequence WHERE name = 'guest' ORDER BY seq;
