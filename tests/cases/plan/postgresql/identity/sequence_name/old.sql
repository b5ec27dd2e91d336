-- The sequence of an identity column has another name and schema
CREATE SCHEMA counters;
CREATE TABLE ticket (id integer GENERATED ALWAYS AS IDENTITY, line text);
