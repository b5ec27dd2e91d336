INSERT INTO bicycle VALUES (1, 'Rook'), (2, 'Heron');
