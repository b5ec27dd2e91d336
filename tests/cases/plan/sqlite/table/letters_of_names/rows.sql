INSERT INTO guest (id, name, mail) VALUES (1, 'Ada', 'a@b'); INSERT INTO stay VALUES (4, 1, 'q');
