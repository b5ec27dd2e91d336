INSERT INTO r VALUES (1, 'a1', 'b1', 'c1'), (2, 'a2', 'b2', 'c2');
