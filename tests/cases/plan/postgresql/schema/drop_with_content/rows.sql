INSERT INTO pantry.ingredient VALUES (7, 'g');
INSERT INTO shop.recipe VALUES (1, 'rye bread', 7), (2, 'water', NULL);
