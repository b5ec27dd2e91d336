INSERT INTO scan VALUES (1, 'a', '{c,a}', 'c');
