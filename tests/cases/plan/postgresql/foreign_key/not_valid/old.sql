-- One foreign key is validated, a new one is not
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (a integer, b integer);
ALTER TABLE route ADD CONSTRAINT route_a FOREIGN KEY (a) REFERENCES port NOT VALID;
