INSERT INTO sailing VALUES (1, 'north'), (2, 'south');
INSERT INTO booking VALUES (7, 1), (8, 2);
