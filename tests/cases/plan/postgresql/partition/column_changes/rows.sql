INSERT INTO loan (id, day, note) VALUES (1, '2022-05-05', 'a'), (2, '2023-05-05', 'b');
