-- A new schema with a table of its own appears
CREATE TABLE loaf (id integer PRIMARY KEY, name text NOT NULL);
CREATE SCHEMA oven;
CREATE TABLE oven.shelf (id integer PRIMARY KEY, loaf_id integer REFERENCES public.loaf);
