INSERT INTO harvest (kilos) VALUES (12.5), (9);
