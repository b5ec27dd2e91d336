INSERT INTO honey_lot VALUES (1, repeat('clover ', 900));
