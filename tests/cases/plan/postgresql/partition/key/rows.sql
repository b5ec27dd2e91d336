INSERT INTO loan VALUES (1, '2022-05-05', 'harbour'), (2, '2023-05-05', 'pier');
