SELECT id, voice FROM soloist ORDER BY id;
