-- A foreign key goes, the column stays
CREATE TABLE port (id integer PRIMARY KEY);
CREATE TABLE route (
    id integer PRIMARY KEY,
    from_id integer NOT NULL REFERENCES port
);
