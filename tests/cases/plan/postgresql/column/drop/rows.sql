INSERT INTO bicycle VALUES (1, 'Rook', 'R1', false), (2, 'Heron', NULL, true);
