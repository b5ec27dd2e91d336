INSERT INTO jar VALUES (1, 'clover', 4.50);
