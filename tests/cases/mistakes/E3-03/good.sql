CREATE TABLE summary (day TEXT NOT NULL, shop_key INTEGER NOT NULL DEFAULT -1, amount INTEGER NOT NULL,
  PRIMARY KEY (day, shop_key));
