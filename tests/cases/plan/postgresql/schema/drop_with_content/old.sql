-- A schema goes with everything in it, while another table pointed into it
CREATE SCHEMA shop;
CREATE SCHEMA pantry;
CREATE TYPE pantry.unit AS ENUM ('g', 'ml');
CREATE TABLE pantry.ingredient (id integer PRIMARY KEY, unit pantry.unit NOT NULL);
CREATE FUNCTION pantry.half(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount / 2';
CREATE TABLE shop.recipe (id integer PRIMARY KEY, title text, ingredient_id integer REFERENCES pantry.ingredient);
