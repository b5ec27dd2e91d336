INSERT INTO stay VALUES (1, '[1,5)'), (2, '[1,5)');
