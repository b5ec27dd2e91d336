-- A foreign key rests on a unique index that is redefined
CREATE TABLE port (id integer, code text NOT NULL, name text);
CREATE UNIQUE INDEX port_code ON port (code);
CREATE TABLE route (port_code text);
ALTER TABLE route ADD CONSTRAINT route_port FOREIGN KEY (port_code) REFERENCES port (code);
