INSERT INTO jar VALUES (1, 'clover', 250);
