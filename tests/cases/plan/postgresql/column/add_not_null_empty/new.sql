-- A column that must have a value but has no default is added to an empty table
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    frame_number text NOT NULL
);
