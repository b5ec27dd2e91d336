INSERT INTO i VALUES ('a', 'b', '{"a":[1,2]}');
