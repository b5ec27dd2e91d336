INSERT INTO jar (id, made_of) VALUES (2, 'glass');
INSERT INTO tin (id) VALUES (3);
