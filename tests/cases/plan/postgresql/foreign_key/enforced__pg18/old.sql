-- A foreign key that was not enforced becomes so
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (port_id integer CONSTRAINT route_port REFERENCES port NOT ENFORCED);
