INSERT INTO hut VALUES ('north', 1, 5);
INSERT INTO bed VALUES (1, 'north', 1, 5);
