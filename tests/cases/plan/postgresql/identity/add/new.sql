-- A plain integer key becomes an identity column
CREATE TABLE ticket (
    id integer GENERATED ALWAYS AS IDENTITY,
    line text
);
