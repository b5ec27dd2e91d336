INSERT INTO bill (id) VALUES (1), (2);
