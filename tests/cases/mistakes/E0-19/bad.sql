CREATE TABLE town (id integer PRIMARY KEY);
CREATE TABLE road (id integer PRIMARY KEY, town_id integer REFERENCES town ON DELETE SET_NULL);
