INSERT INTO ticket VALUES (1, 'north'), (2, 'south');
