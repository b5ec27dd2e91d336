INSERT INTO shelf VALUES (1, 'library.sea'), (2, NULL);
