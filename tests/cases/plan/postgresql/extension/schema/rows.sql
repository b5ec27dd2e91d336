INSERT INTO book VALUES (1, 'Sails');
