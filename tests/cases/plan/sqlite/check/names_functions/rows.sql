INSERT INTO j VALUES (1, '{"a":1}', 'abc', NULL);
