INSERT INTO bicycle (id, brand, model) VALUES (1, 'Rook', 'R1'), (2, 'Heron', NULL);
