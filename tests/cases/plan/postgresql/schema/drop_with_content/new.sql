-- A schema goes with everything in it, while another table pointed into it
CREATE SCHEMA shop;
CREATE TABLE shop.recipe (id integer PRIMARY KEY, title text);
