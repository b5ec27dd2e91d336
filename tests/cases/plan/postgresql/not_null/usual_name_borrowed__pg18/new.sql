-- Tables and columns whose NOT NULL has the usual name, which another table's bears already
CREATE TABLE guest (id integer PRIMARY KEY);
ALTER TABLE guest ADD COLUMN name text NOT NULL;
CREATE TABLE stay (id integer CONSTRAINT guest_id_not_null NOT NULL, name text CONSTRAINT guest_name_not_null NOT NULL, day date CONSTRAINT room_day_not_null NOT NULL);
CREATE TABLE room (no integer CONSTRAINT guest_name_not_null NOT NULL, day date);
ALTER TABLE room ADD CONSTRAINT room_day_not_null NOT NULL day;
