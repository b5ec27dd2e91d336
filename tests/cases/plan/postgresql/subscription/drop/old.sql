-- A subscription goes
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
CREATE SUBSCRIPTION colonnade_s2 CONNECTION 'host=nowhere.invalid dbname=shop' PUBLICATION winter WITH (connect = false, slot_name = NONE);
