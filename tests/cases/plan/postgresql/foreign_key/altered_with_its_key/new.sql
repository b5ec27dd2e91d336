-- A reference becomes deferrable while the primary key that it is made on becomes a unique one
CREATE TABLE room (id integer NOT NULL CONSTRAINT room_number UNIQUE);
CREATE TABLE chair (id integer PRIMARY KEY, room integer REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED);
