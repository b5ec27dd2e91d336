INSERT INTO jar (id, label, clear, volume_ml) VALUES (1, 'clover', true, 250);
