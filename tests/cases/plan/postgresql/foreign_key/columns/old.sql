-- A foreign key is moved to another column and another target
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE country (id integer PRIMARY KEY);
CREATE TABLE route (
    port_id integer,
    country_id integer,
    CONSTRAINT route_place FOREIGN KEY (port_id) REFERENCES port
);
