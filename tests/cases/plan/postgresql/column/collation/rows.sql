INSERT INTO part VALUES (1, 'Zahn', 'b'), (2, 'ähre', 'a');
