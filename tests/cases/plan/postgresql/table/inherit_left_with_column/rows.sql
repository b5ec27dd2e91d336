INSERT INTO heir (id, name, note, own, mark) VALUES (1, 'a', 'b', 7, 8), (2, 'c', NULL, 8, NULL);
