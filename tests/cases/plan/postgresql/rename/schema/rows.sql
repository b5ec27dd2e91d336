INSERT INTO shop.guest (name) VALUES ('Ada'); INSERT INTO stay VALUES (1,1);
