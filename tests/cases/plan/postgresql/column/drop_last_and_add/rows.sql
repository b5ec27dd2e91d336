INSERT INTO bicycle VALUES (1, 'Rook', 'R1'), (2, 'Heron', NULL);
