-- A plain integer key becomes an identity column
CREATE TABLE ticket (
    id integer NOT NULL,
    line text
);
