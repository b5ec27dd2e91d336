-- A publication takes up a schema that comes at the same time
CREATE SCHEMA shop;
CREATE TABLE shop.item (id integer PRIMARY KEY);
CREATE PUBLICATION colonnade_shop FOR TABLES IN SCHEMA shop;
