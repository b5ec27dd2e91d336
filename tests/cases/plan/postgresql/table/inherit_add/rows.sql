INSERT INTO jar (id, name, volume_ml) VALUES (1, 'small', 250), (2, 'large', 500);
