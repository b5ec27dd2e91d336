INSERT INTO customer VALUES (1), (2);
INSERT INTO rental VALUES (10, 1), (11, 2), (12, 2);
