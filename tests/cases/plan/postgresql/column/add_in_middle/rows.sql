INSERT INTO bicycle (id, brand) VALUES (1, 'Rook'), (2, 'Heron');
