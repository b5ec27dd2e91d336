-- A foreign key gets another name
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (port_id integer CONSTRAINT "Route to Port" REFERENCES port);
