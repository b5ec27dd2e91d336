-- The comment of a foreign key is set and changed
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (a integer CONSTRAINT route_a REFERENCES port, b integer CONSTRAINT route_b REFERENCES port);
COMMENT ON CONSTRAINT route_a ON route IS 'departure';
COMMENT ON CONSTRAINT route_b ON route IS 'arrival';
