INSERT INTO book VALUES (1, 'sea'), (2, 'land'), (3, 'air');
