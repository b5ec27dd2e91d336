INSERT INTO reading VALUES (1, '{599,2}', '{}', '{a,b}', 4), (2, NULL, '{7}', NULL, NULL);
