-- The type of a column in a row filter changes
SET client_min_messages = error;
CREATE TABLE hire (
    id integer PRIMARY KEY,
    days integer NOT NULL
);
CREATE PUBLICATION p1 FOR TABLE hire WHERE (days > 3);
