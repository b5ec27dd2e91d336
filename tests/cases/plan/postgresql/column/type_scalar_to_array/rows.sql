INSERT INTO repair VALUES (1, '{chain,tube}');
