INSERT INTO ski VALUES (1, 'b'), (2, 'A');
