CREATE TABLE summary (day TEXT NOT NULL, shop_key INTEGER, amount INTEGER NOT NULL, PRIMARY KEY (day, shop_key));
