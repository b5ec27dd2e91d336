CREATE TABLE town (id integer PRIMARY KEY);
CREATE TABLE road (id integer PRIMARY KEY, town_id integer REFERENCES town ON DELETE SET NULL);
CREATE INDEX road_town ON road (town_id);
