INSERT INTO person VALUES (1, 'happy', '{ok,happy}'), (2, 'ok', NULL);
